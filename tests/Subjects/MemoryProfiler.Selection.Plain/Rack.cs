namespace Shop.Storage;

file sealed class Rack
{
    public int Free { get; private set; }

    public void operator +=(int places)
    {
        Free += places;
    }
}

using Covered;
using Xunit;

public class Facts
{
    [Fact]
    public void Sync()
    {
        new Shapes(2).State = 2;
        new Shapes(5).Locked([1, 2, 3, 4]);
        Shapes.IfElse(4);
        Shapes.Conditional(4);
        Shapes.Conditional(1);
        Shapes.And(1, 1);
        Shapes.And(-6, 1);
        Shapes.Null("x");
        Assert.Equal("big", Shapes.Patterns(5));
        Assert.Equal("point 2", Shapes.Patterns(new Point(2, 2)));
        Shapes.Patterns("x");
        Shapes.Range(3);
        Shapes.Range(0);
        Shapes.Either("hello");
        Shapes.Either("moon");
        Shapes.Switch(1);
        Shapes.Switch(3);
        Shapes.Words("two");
        Shapes.Words("seven");
        Shapes.Loops(4);
        Shapes.Handled(1);
        Shapes.Handled(2);
        Shapes.Handled(3);
        Shapes.Lambdas(3);
        Assert.Equal(["near"], Shapes.Query([new Point(2, 0), new Point(0, 0)]));
        Shapes.Largest(1, 2);
        Shapes.Largest("b", "a");
        Shapes.Repeat(3);
#if !DEBUG
        Shapes.Jumps(4);
#endif
    }

    [Fact]
    public void Iterators()
    {
        Assert.Single(Shapes.One(1));
        Assert.Empty(Shapes.One(0));
        Assert.Equal(4, Shapes.Many(3).Count());
        Assert.Equal(1, Shapes.Finally(1).First());
        Assert.Equal(2, Shapes.Finally(1).Count());
    }

    [Fact]
    public async Task Async()
    {
        await Shapes.Async(4);
        await Shapes.Async(10);
        await Shapes.Cleanup(2);
        await Shapes.Plain(1);
        Assert.Equal("none", await Shapes.Value(null));
    }
}

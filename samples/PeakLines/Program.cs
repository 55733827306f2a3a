using System.Globalization;
using PeakLines;

var days = 2_000;
if (args.Length > 2 || (args.Length > 0 && (!int.TryParse(args[0], CultureInfo.InvariantCulture, out days) || days is < 100 or > 20_000)))
{
    Console.Error.WriteLine("Usage: PeakLines [days, 100 to 20,000] [folder for the flame graphs]");
    return 2;
}
var folder = args.Length > 1 ? args[1] : null;
Console.WriteLine($"{days:N0} days of receipts");
Observed.Run("all at once", () => YearInReview.AllAtOnce(days), folder);
Observed.Run("day by day", () => YearInReview.DayByDay(days), folder);
return 0;

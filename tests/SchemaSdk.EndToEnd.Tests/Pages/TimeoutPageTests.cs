using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>docs/reference/timeouts.md.</summary>
public sealed partial class TimeoutPageTests
{
    private static readonly Page Timeouts = Page.Read("docs/reference/timeouts.md");

    [Fact]
    public void Its_times_are_the_defaults_of_the_options()
    {
        var rows = TimeRow().Matches(Timeouts.Text);

        Assert.Equal(9, rows.Count);
        Assert.All(rows, row => Assert.Equal(DefaultOf(row.Groups["option"].Value), TimeOf(row.Groups["time"].Value)));
    }

    private static TimeSpan DefaultOf(string option)
    {
        object value = new ModelClientOptions();
        foreach (var name in option.Split('.'))
        {
            value = value.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public)!.GetValue(value)!;
        }

        return (TimeSpan)value;
    }

    private static TimeSpan TimeOf(string text)
    {
        var number = double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
        return text.EndsWith("min", StringComparison.Ordinal) ? TimeSpan.FromMinutes(number) : TimeSpan.FromSeconds(number);
    }

    [GeneratedRegex(@"^\|.*\| (?<time>\d+ (s|min)) \| `(?<option>[A-Za-z.]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex TimeRow();
}

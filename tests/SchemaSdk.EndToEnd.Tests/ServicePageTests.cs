using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>docs/service.md, and the links that lead to such pages.</summary>
public sealed partial class ServicePageTests
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "service.md"));

    [Fact]
    public void Its_times_are_the_defaults_of_the_options()
    {
        var rows = TimeRow().Matches(Page);

        Assert.Equal(9, rows.Count);
        Assert.All(rows, row => Assert.Equal(DefaultOf(row.Groups["option"].Value), TimeOf(row.Groups["time"].Value)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/service.md")]
    [InlineData("docs/prices.md")]
    [InlineData("docs/polling.md")]
    [InlineData("docs/telemetry.md")]
    [InlineData("docs/files.md")]
    [InlineData("docs/languages.md")]
    public void Links_lead_to_what_is_there(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        var targets = Link().Matches(File.ReadAllText(path)).Select(link => link.Groups["target"].Value);

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), target));
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

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#]+)\)")]
    private static partial Regex Link();
}

using System.Reflection;
using System.Text.Json;

namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class OptionPageTests
{
    private static readonly Page Options = Page.Read("docs/reference/options.md");

    /// <summary>The properties that are groups of options, such as <c>Retry</c>.</summary>
    private static IReadOnlyList<PropertyInfo> Groups { get; } =
        [.. typeof(ModelClientOptions).GetProperties().Where(option => !option.CanWrite)];

    public static TheoryData<string> Headings => ["option", "run option", .. Groups.Select(group => $"`{group.Name}`")];

    [Theory]
    [MemberData(nameof(Headings))]
    public void Every_option_has_a_row(string heading)
    {
        var group = Groups.SingleOrDefault(group => heading == $"`{group.Name}`");
        var start = group is null ? "" : $"{group.Name}.";
        var options = (group?.PropertyType ?? (heading == "option" ? typeof(ModelClientOptions) : typeof(RunOptions))).GetProperties();

        Assert.Equal(
            options.Except(Groups).Select(option => $"{start}{option.Name}").Order(StringComparer.Ordinal),
            Options.Table(heading).SelectMany(row => Page.CodeIn(row[0])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_defaults_on_the_page_are_those_of_the_types()
    {
        var options = new ModelClientOptions();
        var rows = Groups.SelectMany(group => Options.Table($"`{group.Name}`"))
            .Concat(Options.Table("option"))
            .Select(row => (Name: Page.CodeIn(row[0]).First(), Default: row[1]))
            .ToList();

        Assert.All(
            rows.Where(row => ValueOf(options, row.Name) is TimeSpan or int or long or double or bool),
            row => Assert.Equal(
                OptionText.Of(row.Name, ValueOf(options, row.Name)),
                row.Default.Replace("not set, reads as ", "", StringComparison.Ordinal)));
        Assert.All(rows.Where(row => row.Default == "null"), row => Assert.Null(ValueOf(options, row.Name)));
        Assert.Empty(options.Downloads.AllowedHosts);
        Assert.Equal("empty", rows.Single(row => row.Name == "Downloads.AllowedHosts").Default);
    }

    [Theory]
    [InlineData("docs/services/fal.md")]
    [InlineData("docs/services/replicate.md")]
    public void Every_option_of_a_service_has_a_row_with_its_default(string page)
    {
        ServiceOptions options = page.EndsWith("fal.md", StringComparison.Ordinal) ? new FalOptions() : new ReplicateOptions();

        Assert.Equal(
            options.GetType().GetProperties()
                .Where(option => option.Name != nameof(ServiceOptions.ServiceName))
                .Select(option => (option.Name, JsonSerializer.Serialize(option.GetValue(options))))
                .Order(),
            Page.Read(page).Table($"`{options.GetType().Name}`").Select(row => (row[0].Trim('`'), row[1].Trim('`'))).Order());
    }

    [Fact]
    public void The_page_of_timeouts_has_the_same_defaults()
    {
        var rows = TimeRow().Matches(Page.Read("docs/reference/timeouts.md").Text);

        Assert.Equal(11, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            OptionText.Of("", ValueOf(new ModelClientOptions(), row.Groups["option"].Value)), row.Groups["time"].Value));
    }

    private static object? ValueOf(object? options, string name) => name.Split('.').Aggregate(
        options, (value, part) => value!.GetType().GetProperty(part, BindingFlags.Instance | BindingFlags.Public)!.GetValue(value));

    [GeneratedRegex(@"^\|.*\| (?<time>\d+ (s|min)) \| `(?<option>[A-Za-z.]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex TimeRow();
}

using System.Reflection;

namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class PageTableTests
{
    private static IEnumerable<string> Exceptions => typeof(ModelException).Assembly.GetExportedTypes()
        .Where(type => type.IsAssignableTo(typeof(Exception)) && type != typeof(ModelException))
        .Select(type => type.Name);

    public static TheoryData<string> Pages => [.. Page.All];

    [Fact]
    public void Every_exception_has_a_row() => Assert.Equal(
        Exceptions.Order(StringComparer.Ordinal),
        CodeOf(Page.Read("docs/reference/exceptions.md").Table("exception")).Order(StringComparer.Ordinal));

    [Fact]
    public void The_first_page_mentions_only_existing_exceptions() =>
        Assert.Subset(Exceptions.ToHashSet(), CodeOf(Page.Read("README.md").Table("exception")).ToHashSet());

    [Fact]
    public void Every_package_has_a_row_on_the_first_page() => Assert.Equal(
        new[] { "runtime", "schemas", "services", "templates" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(SourceTree.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(project => File.ReadAllText(project).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(StringComparer.Ordinal),
        CodeOf(Page.Read("README.md").Table("package")).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_of_the_emulator_except_its_token_has_a_row() => Assert.Equal(
        typeof(ModelEmulatorOptions)
            .GetProperties()
            .Select(property => property.Name)
            .Where(name => name != "Token")
            .Order(StringComparer.Ordinal),
        CodeOf(Page.Read("docs/reference/emulator.md").Table("option")).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_phase_of_a_fault_has_a_row() => Assert.Equal(
        Enum.GetNames<FaultPhase>(), Page.Read("docs/reference/emulator-faults.md").Table("in text").Select(row => row[1].Trim('`')));

    [Fact]
    public void Every_property_of_a_project_has_a_row()
    {
        var build = string.Concat(
            Directory.GetFiles(Path.Combine(SourceTree.Root, "runtime", "SchemaSdk", "build")).Select(File.ReadAllText));

        Assert.Equal(
            ProjectProperty().Matches(build).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal),
            CodeOf(Page.Read("docs/reference/project-settings.md").Table("property or item")).Where(name => !name.StartsWith('<'))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_option_that_a_page_mentions_exists(string page) => Assert.All(OptionName().Matches(Page.Read(page).Text), name =>
    {
        var group = typeof(ModelClientOptions).GetProperty(
            name.Groups["group"].Value, BindingFlags.Instance | BindingFlags.Public)!.PropertyType;

        Assert.True(group.GetMember(name.Groups["option"].Value).Length > 0, name.Value);
    });

    private static IEnumerable<string> CodeOf(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Assert.NotEmpty(rows);
        return rows.SelectMany(cells => Page.CodeIn(cells[0]));
    }

    // Finds the properties that the build files read or pass to the generator, except properties that the build files compute.
    [GeneratedRegex(@"(?<=\$\(|;)(?<name>(ModelSchemaRoot|ModelClient|ModelService|EnableDefaultModel)\w*(?<!FullPath|Escaped))(?=[;)])")]
    private static partial Regex ProjectProperty();

    [GeneratedRegex(@"`(?<group>Timeouts|Polling|Retry|Uploads|Downloads)\.(?<option>\w+)`")]
    private static partial Regex OptionName();
}

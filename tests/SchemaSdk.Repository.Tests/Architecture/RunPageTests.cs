namespace SchemaSdk.Repository.Tests.Architecture;

public partial class RunPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "internals", "one-run.md"));

    [Fact]
    public void Each_class_that_the_page_names_is_in_the_runtime()
    {
        var files = Directory.EnumerateFiles(Runtime(""), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        Assert.All(Classes(), name => Assert.Contains(files, file => Regex.IsMatch(
            file, $@"^(public|internal) (abstract |sealed |partial )*(class|record) {name}\b", RegexOptions.Multiline)));
    }

    [Fact]
    public void The_page_counts_its_classes_which_are_at_most_30()
    {
        Assert.Contains($"The {Classes().Count} classes below", Page, StringComparison.Ordinal);
        Assert.True(Classes().Count <= 30);
    }

    [Fact]
    public void Each_file_that_the_page_names_exists()
    {
        var files = NamedFile().Matches(Page).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.Exists(Runtime(file)), file));
    }

    [Fact]
    public void Each_method_that_the_page_names_is_in_its_file()
    {
        var methods = NamedMethod().Matches(Page).ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, match => Assert.Contains(
            $" {match.Groups[2].Value}(", File.ReadAllText(Runtime(match.Groups[1].Value)), StringComparison.Ordinal));
    }

    private static List<string> Classes() => [.. Row().Matches(Page).Select(match => match.Groups[1].Value)];

    private static string Runtime(string file) => Path.Combine(SourceTree.Root, "runtime", "SchemaSdk", file);

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([\w/]+\.cs)`")]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"`([\w/]+\.cs)`, `(\w+)`")]
    private static partial Regex NamedMethod();
}

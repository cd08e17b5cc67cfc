using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class ReadmeTests
{
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var block in ReadmeBlocks.Pages.SelectMany(ReadmeBlocks.Read))
            {
                data.Add(block.Page, block.Line);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Its_code_and_that_of_its_pages_compiles_without_warnings(string page, int line)
    {
        var block = ReadmeBlocks.Read(page).Single(block => block.Line == line);

        var compilation = CSharpCompilation.Create(
            "Readme",
            block.Files().Select(file => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Latest))),
            References(),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        // CS8933 is hidden, and says that a new project has a using of a block already.
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Id != "CS8933" && !IsOfImplicitUsings(diagnostic)));
    }

    [Fact]
    public void Its_first_example_has_fifteen_lines_at_most()
    {
        var first = ReadmeBlocks.Read()[0];

        Assert.InRange(first.Code.TrimEnd().Split('\n').Length, 5, 15);
    }

    [Fact]
    public void It_has_fewer_than_three_hundred_lines()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 50, 299);
    }

    [Fact]
    public void It_names_every_diagnostic_of_the_generator()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var ids = Directory.GetFiles(Path.Combine(Repository.Root, "generator"), "AnalyzerReleases.*.md")
            .SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("SSDK", StringComparison.Ordinal))
            .Select(line => line.Split('|')[0].Trim())
            .ToList();

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains($"`{id}`", readme, StringComparison.Ordinal));
    }

    private static bool IsOfImplicitUsings(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Hidden && diagnostic.Location.GetMappedLineSpan().Path.Length == 0;

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
}

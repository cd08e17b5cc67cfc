using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// The direction of the pipeline and the size of its parts, as a reader checks them: by looking at using lines and line counts.
/// </summary>
public class ArchitectureTests
{
    /// <summary>A stage uses values and problems, never another stage. The roles, which Dialect names, travel with the values.</summary>
    [Theory]
    [InlineData("Schemas/Text", "")]
    [InlineData("Schemas/Values", "")]
    [InlineData("Schemas/Json", "Text")]
    [InlineData("Schemas/Problems", "Text Values")]
    [InlineData("Schemas/Keywords", "")]
    [InlineData("Schemas/Dialect", "Json Keywords Values")]
    [InlineData("Schemas/Naming", "")]
    [InlineData("Schemas/Model", "Dialect Keywords Naming Problems Text Values")]
    [InlineData("Schemas/Reading", "Dialect Json Keywords Model Problems Text Values")]
    [InlineData("Schemas/Rules", "Dialect Json Keywords Model Naming Problems Reading Values Wording")]
    [InlineData("Schemas/Types", "Dialect Json Keywords Model Naming Problems Reading Rules Values")]
    [InlineData("Schemas/Compiling", "Dialect Json Keywords Model Problems Reading Rules Types Values")]
    [InlineData("Schemas/Files", "Dialect Model Problems Text Values")]
    [InlineData("Generator/Diagnostics", "Problems Text")]
    [InlineData("Generator/Reading", "Dialect Files Model Naming Problems")]
    [InlineData("Schemas/Wording", "Json Keywords Model Values")]
    [InlineData("Generator/Emitting", "Model Naming Wording")]
    [InlineData("Generator/Analyzing", "Compiling Diagnostics Model Problems Reading Values")]
    public void A_folder_uses_only(string folder, string others) => Assert.Equal(
        others,
        string.Join(" ", Sources("generator/SchemaSdk." + folder)
            .SelectMany(source => Regex.Matches(source.Text, @"^using SchemaSdk\.(?:Schemas|Generator)\.(\w+);", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void The_entries_alone_know_other_stages() => Assert.Equal(
        ["ProblemFinder.cs", "SchemaSdkAnalyzer.cs", "SchemaSdkGenerator.cs", "SchemaParser.cs"],
        Sources("generator")
            .Where(source => source.Text.Contains("using SchemaSdk.Generator.Reading;", StringComparison.Ordinal)
                || source.Text.Contains("using SchemaSdk.Schemas.Types;", StringComparison.Ordinal)
                || source.Text.Contains("using SchemaSdk.Generator.Emitting;", StringComparison.Ordinal))
            .Select(source => Path.GetFileName(source.Path)));

    [Fact]
    public void The_compiler_is_named_at_both_ends_only() => Assert.Equal(
        [
            "Analyzing/EnumValueAnalyzer.cs",
            "Analyzing/ProblemFinder.cs",
            "Analyzing/ProjectProblems.cs",
            "Analyzing/SchemaSdkAnalyzer.cs",
            "Diagnostics/Descriptors.cs",
            "Diagnostics/ProblemReport.cs",
            "Reading/ClientOptionsReader.cs",
            "Reading/ProjectReader.cs",
            "Reading/SchemaFileReader.cs",
            "SchemaSdkGenerator.cs",
        ],
        Sources("generator/SchemaSdk.Generator")
            .Where(source => Regex.IsMatch(source.Text, @"Microsoft\.CodeAnalysis(?!\.Text\b)"))
            .Select(source => source.Path["generator/SchemaSdk.Generator/".Length..]));

    [Fact]
    public void The_core_knows_no_compiler_and_no_library() => Assert.Equal(
        ["netstandard"], typeof(Schemas.Compiling.SchemaParser).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name));

    [Fact]
    public void The_runtime_knows_no_schema_library_no_compiler_and_nothing_of_the_generator() => Assert.DoesNotContain(
        Sources("runtime/SchemaSdk").Concat(Sources("runtime/SchemaSdk.Json")),
        source => Regex.IsMatch(source.Text, @"SchemaSdk\.(Generator|Schemas)|NJsonSchema|Newtonsoft|Microsoft\.CodeAnalysis"));

    [Fact]
    public void The_runtime_does_not_compile_against_the_generator()
    {
        var runtime = typeof(ModelClient).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.All(
            runtime,
            name =>
                Assert.True(
                    name.StartsWith("System.", StringComparison.Ordinal)
                        || name is "SchemaSdk.Json" or "Microsoft.Extensions.Logging.Abstractions",
                    name));
    }

    [Theory]
    [InlineData("generator")]
    [InlineData("runtime")]
    [InlineData("samples")]
    [InlineData("tests")]
    public void No_file_has_more_than_250_lines(string folder) =>
        Assert.DoesNotContain(Sources(folder), source => source.Text.Count(c => c == '\n') > 250);

    [Fact]
    public void No_file_and_no_folder_is_a_drawer() => Assert.DoesNotContain(
        Sources("generator").Concat(Sources("runtime")).Concat(Sources("samples")).Concat(Sources("tests")),
        source => source.Path.Split('/', '.')
            .Any(part => Regex.IsMatch(part, "^(Helpers?|Utils?|Utilities|Common|Extensions)$|(Helper|Utils?|Manager)s?$")));

    [Fact]
    public void Nothing_in_the_generator_touches_network_disk_or_clock() => Assert.DoesNotContain(
        Sources("generator"),
        source =>
            Regex.IsMatch(
                source.Text, @"(?<!global::)System\.(IO|Net)\b|\bFile\.(Read|Open|Write|Exists)|HttpClient\(|Environment\.|Process\."));

    private static IReadOnlyList<(string Path, string Text)> Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'), File: path))
            .Where(source => !Regex.IsMatch(source.Path, "/(bin|obj|Cases|Consumers)/"))
            .OrderBy(source => source.Path, StringComparer.Ordinal)
            .Select(source => (source.Path, File.ReadAllText(source.File))),
    ];
}

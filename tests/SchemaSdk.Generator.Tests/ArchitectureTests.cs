using System.Text.RegularExpressions;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>The direction of the pipeline and the size of its parts, as a reader checks them: by looking at using lines and line counts.</summary>
public class ArchitectureTests
{
    private const string Ours = "SchemaSdk.Generator.";

    /// <summary>A stage uses values and problems, never another stage. The roles, which Dialect names, travel with the values.</summary>
    [Theory]
    [InlineData("Dialect", "")]
    [InlineData("Text", "")]
    [InlineData("Values", "")]
    [InlineData("Json", "Text")]
    [InlineData("Problems", "Text Values")]
    [InlineData("Model", "Dialect Problems Text Values")]
    [InlineData("Diagnostics", "Problems Text")]
    [InlineData("Reading", "Dialect Model Problems Text Values")]
    [InlineData("Parsing", "Dialect Json Model Problems Text Values")]
    [InlineData("Emitting", "Model")]
    [InlineData("Analyzing", "Diagnostics Dialect Model Parsing Problems Reading Values")]
    public void A_folder_uses_only(string folder, string others) => Assert.Equal(
        others,
        string.Join(" ", Sources("generator/" + folder)
            .SelectMany(source => Regex.Matches(source.Text, @"^using SchemaSdk\.Generator\.(\w+);", RegexOptions.Multiline).Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void The_entries_alone_know_other_stages() => Assert.Equal(
        ["ProblemFinder.cs", "SchemaSdkAnalyzer.cs", "SchemaSdkGenerator.cs"],
        Sources("generator")
            .Where(source => source.Text.Contains($"using {Ours}Reading;", StringComparison.Ordinal)
                || source.Text.Contains($"using {Ours}Parsing;", StringComparison.Ordinal)
                || source.Text.Contains($"using {Ours}Emitting;", StringComparison.Ordinal))
            .Select(source => Path.GetFileName(source.Path)));

    [Fact]
    public void The_compiler_is_named_at_both_ends_only() => Assert.Equal(
        [
            "generator/Analyzing/ProblemFinder.cs",
            "generator/Analyzing/ProjectProblems.cs",
            "generator/Analyzing/SchemaSdkAnalyzer.cs",
            "generator/Diagnostics/Descriptors.cs",
            "generator/Diagnostics/ProblemReport.cs",
            "generator/Reading/ClientOptionsReader.cs",
            "generator/Reading/ProjectReader.cs",
            "generator/Reading/SchemaFileReader.cs",
            "generator/SchemaSdkGenerator.cs",
        ],
        Sources("generator").Where(source => Regex.IsMatch(source.Text, @"Microsoft\.CodeAnalysis(?!\.Text\b)")).Select(source => source.Path));

    [Fact]
    public void Schema_libraries_stop_at_the_parser() => Assert.Equal(
        ["Dialect", "Json", "Parsing"],
        Sources("generator")
            .Where(source => Regex.IsMatch(source.Text, @"^using (Newtonsoft|NJsonSchema|Namotion)", RegexOptions.Multiline))
            .Select(source => source.Path.Split('/')[1])
            .Distinct());

    [Fact]
    public void The_runtime_knows_no_schema_library_no_compiler_and_nothing_of_the_generator() => Assert.DoesNotContain(
        Sources("runtime/SchemaSdk"),
        source => Regex.IsMatch(source.Text, @"SchemaSdk\.Generator|NJsonSchema|Newtonsoft|Microsoft\.CodeAnalysis"));

    [Fact]
    public void The_runtime_does_not_compile_against_the_generator()
    {
        var runtime = typeof(ModelClient).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.All(runtime, name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || name == "Microsoft.Extensions.Logging.Abstractions", name));
    }

    [Theory]
    [InlineData("generator")]
    [InlineData("runtime")]
    [InlineData("samples")]
    [InlineData("tests/SchemaSdk.Generator.Tests")]
    public void No_file_has_more_than_250_lines(string folder) =>
        Assert.DoesNotContain(Sources(folder), source => source.Text.Count(c => c == '\n') > 250);

    [Fact]
    public void No_file_and_no_folder_is_a_drawer() => Assert.DoesNotContain(
        Sources("generator").Concat(Sources("runtime")).Concat(Sources("samples")).Concat(Sources("tests")),
        source => source.Path.Split('/', '.').Any(part => Regex.IsMatch(part, "^(Helpers?|Utils?|Utilities|Common|Extensions)$|(Helper|Utils?|Manager)s?$")));

    [Fact]
    public void Nothing_in_the_generator_touches_network_disk_or_clock() => Assert.DoesNotContain(
        Sources("generator"),
        source => Regex.IsMatch(source.Text, @"(?<!global::)System\.(IO|Net)\b|\bFile\.(Read|Open|Write|Exists)|HttpClient\(|Environment\.|Process\."));

    private static IReadOnlyList<(string Path, string Text)> Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File: path))
            .Where(source => !Regex.IsMatch(source.Path, "/(bin|obj|Cases|Consumers)/"))
            .OrderBy(source => source.Path, StringComparer.Ordinal)
            .Select(source => (source.Path, File.ReadAllText(source.File))),
    ];
}

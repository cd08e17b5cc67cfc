using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the size of files, and the dependencies between folders according to the usings in their files.</summary>
public class ArchitectureTests
{
    // Unlike Repository.Tests, this test also checks which folders of SchemaSdk.Schemas the generator uses.
    [Theory]
    [InlineData("Generator/Diagnostics", "Problems Text")]
    [InlineData("Generator/Reading", "Dialect Files Model Naming Problems Values")]
    [InlineData("Generator/Emitting", "Model Naming Wording")]
    [InlineData("Generator/Analyzing", "Compiling Diagnostics Model Problems Reading Values")]
    public void A_folder_of_the_generator_uses_only_these_folders(string folder, string others) => Assert.Equal(
        others,
        string.Join(" ", Sources("generator/SchemaSdk." + folder)
            .SelectMany(source => Regex.Matches(source.Text, @"^using SchemaSdk\.(?:Schemas|Generator)\.(\w+);", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void Only_the_two_ends_of_the_pipeline_refer_to_the_compiler() => Assert.Equal(
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
    public void The_core_references_no_compiler_and_no_library() => Assert.Equal(
        ["netstandard"], typeof(Schemas.Compiling.SchemaParser).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name));

    [Fact]
    public void The_runtime_mentions_no_schema_library_compiler_or_generator() => Assert.DoesNotContain(
        Sources("runtime/SchemaSdk").Concat(Sources("runtime/SchemaSdk.Json")),
        source => Regex.IsMatch(source.Text, @"SchemaSdk\.(Generator|Schemas)|NJsonSchema|Newtonsoft|Microsoft\.CodeAnalysis"));

    [Fact]
    public void The_runtime_references_only_the_BCL_and_logging()
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
    public void No_file_or_folder_has_a_catch_all_name() => Assert.DoesNotContain(
        Sources("generator").Concat(Sources("runtime")).Concat(Sources("samples")).Concat(Sources("tests")),
        // The package SchemaSdk.Extensions.AI is named after the Microsoft.Extensions.AI library.
        source => source.Path.Replace("SchemaSdk.Extensions.AI", "", StringComparison.Ordinal).Split('/', '.')
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

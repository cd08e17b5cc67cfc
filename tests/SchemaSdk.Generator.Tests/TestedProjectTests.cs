using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A project of a case finds what is not as expected.</summary>
public class TestedProjectTests
{
    [Fact]
    public Task It_finds_a_file_that_is_not_expected() =>
        Expect("Expected source file list to match", project => project.TestState.GeneratedSources.RemoveAt(0));

    [Fact]
    public Task It_finds_other_text() => Expect("content of", project =>
    {
        var sources = project.TestState.GeneratedSources;
        sources[0] = (sources[0].filename, sources[1].content);
    });

    [Fact]
    public Task It_finds_a_diagnostic_that_is_not_expected() => Expect("SSDK002", project => project.TestState.ExpectedDiagnostics.Clear());

    [Fact]
    public Task It_finds_a_warning_of_the_compiler() => Expect(
        "CS8625", project => project.TestState.Sources.Add(("/repo/Program.cs", "class Program { public string Text = null; }")));

    private static async Task Expect(string words, Action<TestedProject> change)
    {
        var schemas = new CaseFolder("no-output").Schemas;
        var project = new TestedProject(schemas, GeneratorRun.Over([.. schemas]), LanguageVersion.Latest, Corpus.References.Net10);

        change(project);

        var error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => project.RunAsync());
        Assert.True(error.Message.Contains(words, StringComparison.Ordinal), error.Message);
    }
}

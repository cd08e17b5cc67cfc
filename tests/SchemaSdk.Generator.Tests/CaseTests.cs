using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Every folder below Cases: what its schemas give.</summary>
public class CaseTests
{
    public static TheoryData<string> Cases => [.. CaseFolder.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_text_is_that_of_the_plain_model_with_the_expected_difference(string name)
    {
        var folder = new CaseFolder(name);
        var run = GeneratorRun.Over([.. folder.Schemas]);

        folder.UpdateIfAsked(run);

        Assert.Equal(folder.Expected, CaseFolder.Difference(run));
        Assert.Equal(folder.Problems, CaseFolder.Lines(run.Problems));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_project_has_the_same_text_and_no_warning_in_the_oldest_and_the_newest_language(string name)
    {
        var schemas = new CaseFolder(name).Schemas;
        var run = GeneratorRun.Over([.. schemas]);

        await new TestedProject(schemas, run, Compiler.Languages[0], Corpus.References.Net8).RunAsync();
        await new TestedProject(schemas, run, Compiler.Languages[1], Corpus.References.Net10).RunAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_second_run_over_equal_files_computes_nothing_anew(string name)
    {
        var run = GeneratorRun.Over([.. new CaseFolder(name).Schemas]);

        run.Reload();

        Assert.NotEmpty(run.Reasons());
        Assert.DoesNotContain("New", run.Reasons(), StringComparison.Ordinal);
        Assert.DoesNotContain("Modified", run.Reasons(), StringComparison.Ordinal);
        Assert.DoesNotContain("Removed", run.Reasons(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_model_has_no_difference() => Assert.Empty(new CaseFolder("plain").Expected);

    [Fact]
    public void There_are_cases() => Assert.True(CaseFolder.Names.Count >= 20);

    [Fact]
    public void The_language_floor_is_the_one_that_NET_8_has() => Assert.Equal(LanguageVersion.CSharp12, Compiler.Languages[0]);
}

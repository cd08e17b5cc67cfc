using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>Every folder below Cases: what its schemas give.</summary>
public class CaseTests
{
    public static TheoryData<string> Cases => [.. CaseFolder.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_text_is_the_expected_text(string name)
    {
        var folder = new CaseFolder(name);
        var run = GeneratorRun.Over([.. folder.Schemas]);

        folder.UpdateIfAsked(run);

        Assert.Equal(folder.Expected.Keys.Order(StringComparer.Ordinal), run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.All(run.Sources, source => Assert.Equal(folder.Expected[source.Key], source.Value));
        Assert.Equal(folder.Problems, string.Concat(run.Problems.Select(problem => problem + "\n")));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_text_compiles_without_a_warning_in_the_oldest_and_the_newest_language(string name)
    {
        var run = GeneratorRun.Over([.. new CaseFolder(name).Schemas]);

        Assert.All(Compiler.Languages, language => Assert.Empty(Compiler.Complaints(run, language)));
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
    public void There_are_cases() => Assert.True(CaseFolder.Names.Count >= 8);

    [Fact]
    public void The_language_floor_is_the_one_that_NET_8_has() => Assert.Equal(LanguageVersion.CSharp12, Compiler.Languages[0]);
}

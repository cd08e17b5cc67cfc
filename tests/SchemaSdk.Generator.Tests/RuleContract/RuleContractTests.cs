using SchemaSdk.Generator.Tests.Suite;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;
using RuleSet = SchemaSdk.Schemas.Model.RuleSet;

namespace SchemaSdk.Generator.Tests.RuleContract;

/// <summary>
/// Tests that later runtimes can read the rules that this generator writes. tests/RuleTexts keeps rules of each version, and the runtime's
/// tests read them all.
/// </summary>
public class RuleContractTests
{
    private const string Otherwise =
        "The rule text has a form that tests/RuleTexts does not contain. If the form is new, add one to RuleText.Version and to the "
        + "runtime's RuleVersion.Newest, and run the tests of RuleContract with UPDATE_CASES=1. If this version already had the form, add "
        + "a block that shows it: a schema, and inputs with '+' and '-'.";

    private static IReadOnlyList<KeptRule> Kept
    {
        get
        {
            KeptRules.UpdateIfAsked(RuleText.Version, schema => RuleText.Of(RuleAssembly.Rules(schema)));
            return KeptRules.Of(RuleText.Version);
        }
    }

    [Fact]
    public void The_generator_writes_the_newest_version_that_is_kept()
    {
        Assert.NotEmpty(Kept);
        Assert.Equal(RuleText.Version, KeptRules.Versions.Max());
    }

    [Fact]
    public void The_generator_still_writes_the_kept_texts() => Assert.All(
        Kept, kept => Assert.True(kept.Text == RuleText.Of(RuleAssembly.Rules(kept.Schema)), $"{kept.Schema}\n{Otherwise}"));

    [Fact]
    public void Every_keyword_that_is_checked_is_kept()
    {
        var schemas = string.Concat(Kept.Select(kept => kept.Schema));

        Assert.All(
            KeywordTable.All.Where(keyword => keyword.Checks is not null),
            keyword => Assert.Contains($"\"{keyword.Name}\":", schemas, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CorpusFolder.All), MemberType = typeof(CorpusFolder))]
    public void Every_rule_form_of_the_models_is_kept(string corpus) => AssertKept(FullRun
        .SampleOf(CorpusFiles.Schemas(corpus).Where(path => Path.GetFileName(path) == "input.json"), corpus == CorpusFolder.Own ? 1 : 20)
        .Select(path => SchemaSteps.Parse(new SchemaFile(path, "acme", SchemaRole.Input, CorpusFiles.Read(corpus, path))).Rule)
        .OfType<RuleSet>());

    [Theory]
    [MemberData(nameof(SuiteFolder.All), MemberType = typeof(SuiteFolder))]
    public void Every_rule_form_of_the_suites_is_kept(string suite) =>
        AssertKept(SuiteGroup.Of(suite, "draft7").Select(group => RuleAssembly.Rules(group.Schema)));

    [Fact]
    public void Every_rule_form_of_the_test_schemas_is_kept() =>
        AssertKept(SchemaTests.Cases.Select(row => RuleAssembly.Rules((string)row[0])));

    [Theory]
    [InlineData("Input: string, twice", "twice")]
    [InlineData("Input: number\n    others alike: string", "others alike: string")]
    [InlineData("Input: one of \"a\", \"b\"", "\"\"")]
    [InlineData("Input: at least 1_0", "at least <n>_<n>")]
    public void A_rule_with_other_words_has_a_new_form(string text, string form) =>
        Assert.Contains(form, RuleForms.Of("rules 1\n" + text).Except(FormsOf(Kept.Select(kept => kept.Text))));

    private static void AssertKept(IEnumerable<RuleSet> rules) => Assert.True(
        FormsOf(rules.Select(RuleText.Of)).Except(FormsOf(Kept.Select(kept => kept.Text))).ToList() is var others && others.Count == 0,
        $"{string.Join('\n', others)}\n{Otherwise}");

    private static IEnumerable<string> FormsOf(IEnumerable<string> texts) => texts.SelectMany(RuleForms.Of).Distinct();
}

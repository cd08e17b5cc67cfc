using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Clients;

/// <summary>Tests lock files that were merged or edited by hand. An unusable name must be reported, and must never become code.</summary>
public class DamagedLockTests
{
    private const string Input = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";

    private const string Advice =
        "; the generator derives a name instead; restore the file from the last good commit, or correct the name";

    private static readonly SchemaText[] Project =
        [SchemaText.Input("acme/kite", Input), SchemaText.Input("acme/wan-2.6", Input), SchemaText.Output("", Input)];

    [Fact]
    public void SSDK026_reports_a_name_that_cannot_be_used() => Reports(
        SchemaText.Lock("\n\"acme/kite\": \"Acme.kite\""),
        "SSDK026 warning schemas.lock.json(2,14): The lock file gives 'acme/kite' the C# name 'Acme.kite', which cannot be used: the "
        + "name of 'kite' must be 'Kite', or start with A-Z, continue with A-Z, a-z, 0-9 or '_', and not end with '_'" + Advice);

    [Theory]
    [InlineData("\"Acme.Kite { } class Evil\"", "the name of 'kite' must be 'Kite'")]
    [InlineData("\"Acme.Kite\\u000aEvil\"", "the name of 'kite' must be 'Kite'")]
    [InlineData("\"Acme.\"", "the name of 'kite' must be 'Kite'")]
    [InlineData("\"Acme._u0041\"", "the name of 'kite' must be 'Kite'")]
    [InlineData("\"Acme.Kite_\"", "the name of 'kite' must be 'Kite'")]
    [InlineData("\"Kite\"", "the id has 2 segments, and the name has 1 part;")]
    [InlineData("\"Acme.Kite.Fast\"", "the id has 2 segments, and the name has 3 parts")]
    [InlineData("null", "the name must be a string")]
    [InlineData("[\"Acme\", \"Kite\"]", "the name must be a string")]
    [InlineData("\"Acme.Wan2_6\"", "another segment of the same folder has the name 'Wan2_6'")]
    [InlineData("\"Acne.Kite\"", "another model gives the segment 'acme' the name 'Acme'")]
    public void A_name_in_the_lock_that_cannot_be_used_is_ignored(string name, string why)
    {
        var run = GeneratorRun.Over([.. Project, SchemaText.Lock($"\"acme/wan-2.6\": \"Acme.Wan2_6\", \"acme/kite\": {name}")]);

        Assert.Contains($"cannot be used: {why}", Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.Equal(GeneratorRun.Over(Project).Sources, run.Sources);
    }

    [Fact]
    public void SSDK025_reports_a_lock_that_is_not_JSON() => Reports(
        new SchemaText(SchemaText.LockPath, "{\n<<<<<<< HEAD\n", "Lock"),
        "SSDK025 warning schemas.lock.json(2,1): The lock file of a schema folder cannot be read: Found '<' where a property name in "
        + "double quotes should be; the generator replaces unreadable names with its own, so code that uses the old names may not compile; "
        + "restore the file from the last good commit");

    [Theory]
    [InlineData("""{ "version": 2, "names": {} }""", "its version is not 1")]
    [InlineData("""{ "names": {} }""", "its version is not 1")]
    [InlineData("""{ "version": 1, "names": ["acme/kite"] }""", "its 'names' must be an object")]
    public void A_lock_of_another_form_is_reported(string text, string why) => Assert.Contains(
        $"cannot be read: {why};",
        Assert.Single(GeneratorRun.Over([.. Project, new SchemaText(SchemaText.LockPath, text, "Lock")]).Problems),
        StringComparison.Ordinal);

    [Fact]
    public void At_most_a_hundred_damaged_names_are_reported()
    {
        var names = string.Join(",", Enumerable.Range(0, 1_000).Select(i => $"\"acme/m{i}\": 0"));

        Assert.Equal(100, GeneratorRun.Over([.. Project, SchemaText.Lock(names)]).Problems.Count);
    }

    [Fact]
    public void A_lock_with_the_many_members_of_two_merged_git_branches_is_used_completely()
    {
        var members = string.Join(",", Enumerable.Range(0, 2_000).Select(i => $"\"m{i}\": \"M{i}\""));

        var run = GeneratorRun.Over([.. Project, Members(
            $$"""{ "acme/kite": { "input/": { {{members}}, "prompt": "Text" } }, "acme/wan": { "input/": { {{members}} } } }""")]);

        Assert.Empty(run.Problems);
        Assert.Contains(" Text ", run.Sources["acme_kite.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"prompt\": \"prompt\"", "The lock file gives 'acme/kite input/ prompt' the C# name 'prompt', which cannot be used")]
    [InlineData("\"prompt\": \"A { } class Evil\"", "which cannot be used: the name of 'prompt' must be 'Prompt', or start")]
    [InlineData("\"prompt\": 5", "the C# name '5', which cannot be used: the name of 'prompt' must be 'Prompt'")]
    [InlineData("\"prompt\": \"Prompt\", \"other\": \"Prompt\"", "The lock file gives 'acme/kite input/ other' the C# name 'Prompt'")]
    public void A_member_name_in_the_lock_that_cannot_be_used_is_ignored(string members, string problem)
    {
        var run = GeneratorRun.Over([.. Project, Members($$"""{ "acme/kite": { "input/": { {{members}} } } }""")]);

        Assert.Contains(problem, Assert.Single(run.Problems), StringComparison.Ordinal);
        Assert.Equal(GeneratorRun.Over(Project).Sources["acme_kite.g.cs"], run.Sources["acme_kite.g.cs"]);
    }

    [Theory]
    [InlineData("""{ "acme/kite": { "input/": ["prompt"] } }""")]
    [InlineData("""{ "acme/kite": ["prompt"] }""")]
    [InlineData("[]")]
    public void Members_of_another_form_are_reported_with_the_command_to_run(string members) => Reports(
        Members(members),
        "SSDK025 warning schemas.lock.json(1,55): The lock file of a schema folder cannot be read: its 'members' must map each type of a "
        + "model to an object whose values are C# names; the generator replaces unreadable names with its own, so code that "
        + "uses the old names may not compile; delete 'members', and run 'schemasdk update', which writes the current names");

    private static SchemaText Members(string members) => new(
        SchemaText.LockPath, $$"""{ "version": 1, "models": {}, "names": {}, "members": {{members}} }""", LockFile.Kind);

    private static void Reports(SchemaText file, string problem)
    {
        var run = GeneratorRun.Over([.. Project, file]);

        Assert.Equal(problem, Assert.Single(run.Problems));
        Assert.Equal(GeneratorRun.Over(Project).Sources, run.Sources);
    }
}

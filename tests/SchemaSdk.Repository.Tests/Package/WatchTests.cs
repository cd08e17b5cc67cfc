namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Tests the generator under <c>dotnet watch</c>, whose compiler does not load the same libraries as a build's compiler.</summary>
[Collection(nameof(Packages))]
public sealed class WatchTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task An_edit_of_code_changes_the_running_program_an_edit_of_a_schema_restarts_it_and_a_mistake_is_reported()
    {
        var folder = feed.Consumer("Watched");
        var start = UserCommand.Of("dotnet", folder, feed.Environment, "watch", "--non-interactive");
        start.Environment["DOTNET_WATCH_SUPPRESS_EMOJIS"] = "1";
        using var watch = RunningProcess.Start(start, input: null);
        var first = await watch.RestAsync("""before: {"prompt":"A kite."} 5 in process """);
        await watch.SaidAsync("Waiting for changes", times: 1);

        Edit(Path.Combine(folder, "Sentence.cs"), "before: ", "after: ");
        var edited = await watch.RestAsync("""after: {"prompt":"A kite."} 5 in process """);

        // The new member comes first, so the names of all other members have new positions.
        var schema = Path.Combine(folder, "schemas/acme/still-1/input.json");
        Edit(schema, "\"prompt\": {", "\"negative\": { \"type\": \"string\" },\n    \"prompt\": {");
        var rebuilt = await watch.RestAsync("""after: {"prompt":"A kite."} 6 in process """);
        await watch.SaidAsync("Waiting for changes", times: 2);

        Edit(schema, "[\"prompt\"],", "[\"prompt\"]");
        await watch.ToldAsync("error SSDK001");

        Assert.Equal(first, edited);
        Assert.NotEqual(first, rebuilt);
    }

    private static void Edit(string path, string old, string @new)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }
}

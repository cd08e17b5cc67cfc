namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Tests the generator under <c>dotnet watch</c>, whose compiler does not load the same libraries as a build's compiler.</summary>
[Collection(nameof(Packages))]
public sealed class WatchTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task An_edit_of_code_changes_the_running_program_and_an_edit_of_a_schema_restarts_the_program()
    {
        var folder = feed.Consumer("Watched");
        var start = UserCommand.Of("dotnet", folder, feed.Environment, "watch", "--non-interactive");
        start.Environment["DOTNET_WATCH_SUPPRESS_EMOJIS"] = "1";
        using var watch = RunningProcess.Start(start, input: null);
        var first = await watch.RestAsync("before: Prompt Size Steps Strength AdditionalProperties in process ");
        await watch.ToldAsync("Waiting for changes");

        Edit(Path.Combine(folder, "Sentence.cs"), "before: ", "after: ");
        var edited = await watch.RestAsync("after: Prompt Size Steps Strength AdditionalProperties in process ");

        Edit(Path.Combine(folder, "schemas/acme/still-1/input.json"), "\"steps\"", "\"rounds\"");
        var rebuilt = await watch.RestAsync("after: Prompt Size Rounds Strength AdditionalProperties in process ");

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

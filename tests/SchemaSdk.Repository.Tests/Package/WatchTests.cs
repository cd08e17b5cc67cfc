using System.Globalization;
using SchemaSdk.Repository.Tests.Package.Tools;

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
        await using var watch = new RunningCommand(start);
        var first = ProcessOf(await watch.WaitForAsync("""] before: {"prompt":"A kite."} 5"""));
        await watch.WaitForAsync("Waiting for changes");

        Edit(Path.Combine(folder, "Sentence.cs"), "before: ", "after: ");
        var edited = ProcessOf(await watch.WaitForAsync("""] after: {"prompt":"A kite."} 5"""));

        // The new member is the first one, so the name of each other member is at another position.
        var schema = Path.Combine(folder, "schemas/acme/still-1/input.json");
        Edit(schema, "\"prompt\": {", "\"negative\": { \"type\": \"string\" },\n    \"prompt\": {");
        var rebuilt = ProcessOf(await watch.WaitForAsync("""] after: {"prompt":"A kite."} 6"""));

        Edit(schema, "[\"prompt\"],", "[\"prompt\"]");
        await watch.WaitForAsync("error SSDK001");

        Assert.Equal(first, edited);
        Assert.NotEqual(first, rebuilt);
    }

    private static int ProcessOf(string line) =>
        int.Parse(Regex.Match(line, @"\[(\d+)\]").Groups[1].Value, CultureInfo.InvariantCulture);

    private static void Edit(string path, string old, string @new)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }
}

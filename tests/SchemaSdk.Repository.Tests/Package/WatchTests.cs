using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Tests the generator under <c>dotnet watch</c>, whose compiler process loads other libraries than a build's.</summary>
[Collection(nameof(Packages))]
public sealed class WatchTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task An_edit_of_code_changes_the_running_program_and_an_edit_of_a_schema_restarts_the_program()
    {
        await using var watch = new DotnetWatch(feed.Consumer("Watched"), feed.Environment);
        var first = ProcessOf(await watch.LineAsync("] before: Prompt Size Steps Strength AdditionalProperties"));
        await watch.LineAsync("Waiting for changes");

        watch.Edit("Sentence.cs", "before: ", "after: ");
        var edited = ProcessOf(await watch.LineAsync("] after: Prompt Size Steps Strength AdditionalProperties"));

        watch.Edit("schemas/acme/still-1/input.json", "\"steps\"", "\"rounds\"");
        var rebuilt = ProcessOf(await watch.LineAsync("] after: Prompt Size Rounds Strength AdditionalProperties"));

        Assert.Equal(first, edited);
        Assert.NotEqual(first, rebuilt);
    }

    private static int ProcessOf(string line) =>
        int.Parse(Regex.Match(line, @"\[(\d+)\]").Groups[1].Value, CultureInfo.InvariantCulture);
}

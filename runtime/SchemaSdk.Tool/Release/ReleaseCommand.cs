using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Release;

/// <summary><c>schemasdk release</c>: packs and publishes the packages of a tag.</summary>
internal static class ReleaseCommand
{
    internal static Command Build(ToolHost host)
    {
        var step = new Argument<string>("step")
        {
            Description = "The step to run: pack (builds and tests packages), publish (needs the API key) or notes (needs write access).",
        };
        step.AcceptWords("pack", "publish", "notes");
        var tag = new Argument<ReleaseTag?>("tag")
        {
            Description = "The tag of the version, such as v1.2.0. It must be checked out and be on the release branch.",
            CustomParser = ReleaseTag.Read,
        };
        var command = new Command("release", "Packs, publishes and announces the version of a tag.") { step, tag };
        return command.Reporting(
            host,
            async (parsed, stop) => ReportOf(
                await RunAsync(host, parsed.GetValue(step)!, parsed.GetValue(tag)!, stop).ConfigureAwait(false)));
    }

    private static async Task<string> RunAsync(ToolHost host, string step, ReleaseTag tag, CancellationToken stop)
    {
        var checkout = await ReleaseCheckout.FindAsync(host, tag, stop).ConfigureAwait(false);
        return step switch
        {
            "pack" => await new PackStep(checkout).RunAsync(stop).ConfigureAwait(false),
            "publish" => await new PublishStep(checkout).RunAsync(stop).ConfigureAwait(false),
            _ => await new NotesStep(checkout).RunAsync(stop).ConfigureAwait(false),
        };
    }

    private static Report ReportOf(string text) => new("release", "Release", [], text, ExitCode.Fine);
}

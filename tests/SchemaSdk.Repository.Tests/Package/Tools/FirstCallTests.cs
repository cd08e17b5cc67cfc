using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Does what a new user does: runs the commands on the pages that lead to a first call.</summary>
[Collection(nameof(Packages))]
public sealed class FirstCallTests(PackedFeed feed)
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task The_documented_commands_make_a_client_and_call_a_model()
    {
        // This emulator only provides the catalogue of the service. The job runs at the emulator that the page starts.
        await using var service = new ModelEmulator(RunComfyClient.Models);
        await service.StartAsync();
        var terminal = new Terminal(feed, "From nothing");
        await terminal.TypeAsync($"export NUGET_PACKAGES={Path.Combine(terminal.Folder, "cache")}");
        await terminal.TypeAsync($"export RUNCOMFY_MODEL_API_BASE={service.Address}v1");
        await terminal.TypeAsync($"export RUNCOMFY_API_TOKEN={service.Token}");
        using var session = new TypedSession(terminal, Path.Combine("App", "Program.cs"), TypedSession.WithoutIds);

        await session.FollowAsync(TypedPage.Blocks("From nothing to the first call"));

        Assert.Equal((1, 1, 0), (session.Servers, session.Outputs, service.Bills));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_page_of_fal_and_Replicate_leads_to_a_call_of_each()
    {
        var terminal = new Terminal(feed, "Fal and Replicate");
        var folder = terminal.Folder;
        using var session = new TypedSession(
            terminal,
            "Program.cs",
            text => text.Replace(folder, "/home/me", StringComparison.Ordinal).Replace('\\', '/').ReplaceLineEndings("\n").Trim());

        await session.FollowAsync(
            Page.Read("docs/start/fal-and-replicate.md").Blocks.Select(static block => (block.Language, block.Code)));

        Assert.Equal((2, 2), (session.Servers, session.Outputs));
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_page_of_the_first_call_leads_to_a_video_and_to_a_saved_file()
    {
        await using var service = new ModelEmulator(RunComfyClient.Models);
        await service.StartAsync();
        var terminal = new Terminal(feed, "First call");
        await terminal.TypeAsync($"export RUNCOMFY_MODEL_API_BASE={service.Address}v1");
        await terminal.TypeAsync($"export RUNCOMFY_API_TOKEN={service.Token}");
        var blocks = Page.Read("docs/start/first-call.md").Blocks;
        using var session = new TypedSession(terminal, "Program.cs", TypedSession.WithoutIds);
        await session.FollowAsync([("sh", blocks[0].Code)]);

        List<string> outputs = [];
        foreach (var program in blocks.Where(static block => block.Language == "csharp"))
        {
            await session.FollowAsync([("csharp", program.Code)]);
            outputs.Add(await terminal.TypeAsync("dotnet run"));
        }

        Assert.Equal(2, service.Bills);
        Assert.Contains($"Request {service.BilledRequestIds[0]} made ", outputs[0], StringComparison.Ordinal);
        Assert.Contains("Succeeded", outputs[1], StringComparison.Ordinal);
        Assert.True(File.Exists(Regex.Match(outputs[1], "saved (.*)").Groups[1].Value.Trim()), outputs[1]);
    }
}

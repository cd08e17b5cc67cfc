using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package.Tools;

/// <summary>Runs the commands of "From nothing to the first call" (docs/reference/tool.md) with an empty package cache.</summary>
[Collection(nameof(Packages))]
public sealed class FirstCallTests(PackedFeed feed)
{
    private const string UsualPort = "4010";

    [Fact]
    [Trait("Size", "Full")]
    public async Task The_documented_commands_make_a_client_and_call_a_model()
    {
        // This emulator only provides the catalogue of the service. The emulator of the page runs the job.
        await using var service = new ModelEmulator(RunComfyClient.Models);
        await service.StartAsync();
        var folder = feed.Folder("From nothing");
        var terminal = new Terminal(folder, new Dictionary<string, string>(Terminal.NewUser(feed, Path.Combine(folder, "home")))
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder, "cache"),
            ["RUNCOMFY_MODEL_API_BASE"] = $"{service.Address}v1",
            ["RUNCOMFY_API_TOKEN"] = service.Token,
        });
        var port = FreePort();
        RunningCommand? emulator = null;
        try
        {
            var output = "";
            foreach (var (language, text) in TypedPage.Blocks("From nothing to the first call"))
            {
                var typed = text.Replace(UsualPort, port, StringComparison.Ordinal);
                switch (language)
                {
                    case "cs":
                        await File.WriteAllTextAsync(Path.Combine(terminal.Folder, "App", "Program.cs"), typed);
                        break;
                    case "text":
                        Assert.Equal(WithoutIds(typed), WithoutIds(output));
                        break;
                    case "sh" when typed.StartsWith("schemasdk emulate ", StringComparison.Ordinal):
                        emulator = terminal.Start(typed.TrimEnd());
                        await emulator.WaitForAsync("RUNCOMFY_API_TOKEN=");
                        break;
                    default:
                        Assert.Equal("sh", language);
                        foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                        {
                            output = await terminal.TypeAsync(line);
                        }

                        break;
                }
            }

            Assert.NotNull(emulator);
            Assert.Equal(0, service.Bills);
        }
        finally
        {
            await (emulator?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    // Uses the port of the page, unless it is in use.
    private static string FreePort()
    {
        try
        {
            using var usual = new TcpListener(IPAddress.Loopback, int.Parse(UsualPort, System.Globalization.CultureInfo.InvariantCulture));
            usual.Start();
            return UsualPort;
        }
        catch (SocketException)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            return $"{((IPEndPoint)free.LocalEndpoint).Port}";
        }
    }

    private static string WithoutIds(string text) => Regex.Replace(text.Trim(), "[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
}

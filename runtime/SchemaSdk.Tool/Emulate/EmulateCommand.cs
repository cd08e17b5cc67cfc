using System.CommandLine;
using SchemaSdk.Emulation;
using SchemaSdk.Services;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Emulate;

/// <summary><c>schemasdk emulate</c>: emulates the service on this machine.</summary>
internal static class EmulateCommand
{
    private const int UsualPort = 4010;

    internal static Command Build(ToolHost host)
    {
        var folder = GivenFolder.Argument();
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 for a free one.",
            DefaultValueFactory = _ => UsualPort,
        };
        port.AcceptNumber($"a number from 0 to {ushort.MaxValue}", static port => port is >= 0 and <= ushort.MaxValue);
        var queueTime = Seconds("--queue-time", "How long a job is in the queue, in seconds.", 1);
        var runTime = Seconds("--run-time", "How long a job runs, in seconds.", 3);
        var fault = new Option<string[]>("--fault")
        {
            Description = "A fault, such as submit:lost, status:503,times=3 or job:fail,rate=10%. The option can be given several times.",
            HelpName = "call:fault",
            DefaultValueFactory = _ => [],
        };
        var seed = new Option<int>("--seed") { Description = "The seed for faults with a rate." };
        seed.AcceptNumber("a whole number", static _ => true);
        var package = new Option<string?>("--package")
        {
            Description = "Emulate the models of a client in this NuGet package, such as "
                + $"SchemaSdk.{ServiceChoice.UsualName}, instead of those in a folder.",
            HelpName = "package id",
        };
        var price = EmulatedPrices.Option();
        var service = GivenService.Named("the folder's lock file, the folder's project or the package");
        var command = new ToolCommand(
            "emulate", "Emulates the service on this machine, for the models of a folder or package. Nothing is charged.")
        {
            package, service, port, queueTime, runTime, price, fault, seed,
        };
        folder.AddTo(command);
        command.Check = result =>
        {
            if (result.GetValue(package) is not null && folder.IsGiven(result))
            {
                result.AddError("The folder and --package both say which models to emulate. Use only one of them.");
            }
        };
        command.SetAction((parsed, stop) =>
        {
            var asked = new AskedService(parsed.GetValue(service), Address: null);
            var packed = parsed.GetValue(package) is { } id ? PackageModels.Find(id, host) : null;
            var schemas = packed is null ? folder.ReadOne(parsed, host) : null;
            var profile = schemas is null ? asked.Profile ?? packed!.Service : ServiceOf(asked.In(schemas), schemas.Path);
            var options = new ModelEmulatorOptions
            {
                Protocol = EmulatedProtocols.Find(profile.Names.Name) ?? throw new ToolException(
                    ExitCode.WrongUsage,
                    $"The service {HarmlessText.Line(profile.Names.Name)} cannot be emulated. Specify another service with --service."),
                QueueTime = TimeSpan.FromSeconds(parsed.GetValue(queueTime)),
                RunTime = TimeSpan.FromSeconds(parsed.GetValue(runTime)),
                TimeProvider = host.Time,
                Seed = parsed.GetValue(seed),
                Price = parsed.GetValue(price) is { } usd ? _ => usd : null,
                HasPage = true,
            };
            var (emulator, source) = packed is null
                ? OfFolder(host, schemas!, options)
                : (new ModelEmulator(packed.Models, options), parsed.GetValue(package)!);
            var watched = schemas is null ? null : new SchemaWatch(host, emulator, schemas.Path);
            return RunAsync(host, emulator, profile, source, watched, parsed.GetValue(port), parsed.GetValue(fault)!, stop);
        });
        return command;
    }

    private static Option<double> Seconds(string name, string description, double usual)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptNumber("a number of seconds from 0 to 86400 (one day)", static seconds => seconds is >= 0 and <= 86_400);
        return option;
    }

    private static ServiceProfile ServiceOf(AskedService asked, string folder)
    {
        var isUnsaid = asked.Profile is null && !File.Exists(new SchemaPaths(folder).Lock);
        return (isUnsaid ? ProjectService.Of(folder) : null) ?? ServiceChoice.InFolder(asked, folder).Profile;
    }

    private static (ModelEmulator Emulator, string Source) OfFolder(
        ToolHost host, ConfiguredFolder folder, ModelEmulatorOptions options) =>
        Directory.Exists(folder.Path) ? (ModelEmulator.FromFolder(folder.Path, options), folder.Path) : throw folder.Missing(host);

    private static async Task RunAsync(
        ToolHost host,
        ModelEmulator emulator,
        ServiceProfile profile,
        string source,
        SchemaWatch? watched,
        int port,
        IReadOnlyList<string> faults,
        CancellationToken stop)
    {
        await using (emulator.ConfigureAwait(false))
        {
            using var watch = watched;
            AddFaults(emulator, faults);
            await (watch?.BeginAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            await StartAsync(emulator, port, stop).ConfigureAwait(false);
            await host.Console.Output.WriteLineAsync(Greeting(emulator, profile, source)).ConfigureAwait(false);
            await host.Console.Output.FlushAsync(stop).ConfigureAwait(false);
            try
            {
                await (watch?.RunAsync(stop) ?? Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop)).ConfigureAwait(false);
            }
            finally
            {
                await host.Console.Error.WriteLineAsync(
                    $"{CountText.Of(emulator.Requests, "request")}; {CountText.Of(emulator.Bills, "submit")} would have been charged.")
                    .ConfigureAwait(false);
            }
        }
    }

    private static async Task StartAsync(ModelEmulator emulator, int port, CancellationToken stop)
    {
        try
        {
            await emulator.StartAsync(port, stop).ConfigureAwait(false);
        }
        catch (IOException exception) when (port != 0)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"{exception.Message.TrimEnd('.')}. Use another --port, or 0 for a free one.", exception);
        }
    }

    private static void AddFaults(ModelEmulator emulator, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
        {
            try
            {
                emulator.Faults.Add(fault);
            }
            catch (FormatException exception)
            {
                throw new ToolException(ExitCode.WrongUsage, $"--fault: {exception.Message}", exception);
            }
        }
    }

    private static string Greeting(ModelEmulator emulator, ServiceProfile profile, string source) =>
        $"""
        The models of {HarmlessText.Line(source)} are at {emulator.Address}. Ctrl-C stops the emulator.
        To use them from a client, set these variables:

            {profile.Defaults.AddressVariable}={emulator.Address}
            {profile.Defaults.TokenVariables[0]}={emulator.Token}

        To use them in a browser, open {emulator.Address}_emulator/
        """;
}

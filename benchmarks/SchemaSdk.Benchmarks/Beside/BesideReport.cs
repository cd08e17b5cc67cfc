using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SchemaSdk.Emulation;
using SchemaSdk.Testing;

namespace SchemaSdk.Benchmarks.Beside;

/// <summary>Compares SchemaSdk with fal's and Replicate's own clients while a fifth of the services' answers are lost.</summary>
internal static class BesideReport
{
    internal const string Model = "acme/video";

    private const int Count = 100;
    private const double Lost = 0.2;

    /// <returns>Zero if SchemaSdk paid for no job twice and lost no request id, else 1.</returns>
    internal static async Task<int> WriteAsync(TextWriter output)
    {
        output.WriteLine(
            "| service | client | jobs with a result | charged | request ids lost | time, s | CPU, ms per job | memory, KiB per job |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        var isRight = true;
        foreach (var (service, protocol) in new[] { ("fal", EmulatedProtocols.Fal), ("replicate", EmulatedProtocols.Replicate) })
        {
            await WriteAsync(output, service, "its own", protocol, (address, token) => Process.Start(NodeJobs(service, address, token))!);
            isRight &= await WriteAsync(output, service, "SchemaSdk", protocol, (address, token) =>
                ChildProcess.Start(BesideRun.Command, service, address.ToString(), token, $"{Count}"));
        }

        return isRight ? 0 : 1;
    }

    private static ProcessStartInfo NodeJobs(string service, Uri address, string token) =>
        new("node", [SourceTree.PathOf("tests/JudgeClients/jobs.mjs"), service, address.ToString(), token, $"{Count}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

    private static async Task<bool> WriteAsync(
        TextWriter output, string service, string client, EmulatedProtocol protocol, Func<Uri, string, Process> start)
    {
        using var folder = new TemporaryFolder();
        var model = Directory.CreateDirectory(folder.File(Model)).FullName;
        File.WriteAllText(Path.Combine(model, "input.json"), """{"type":"object","properties":{"prompt":{"type":"string"}}}""");
        File.WriteAllText(Path.Combine(model, "output.json"), """{"type":"object","properties":{"text":{"type":"string"}}}""");
        await using var emulator = ModelEmulator.FromFolder(folder.Path, new ModelEmulatorOptions
        {
            Protocol = protocol,
            QueueTime = TimeSpan.FromSeconds(1),
            RunTimes = DurationDistribution.LogNormal(TimeSpan.FromSeconds(10), 0.25),
        });
        await emulator.StartAsync();
        using var process = start(emulator.Address, emulator.Token);
        await process.StandardOutput.ReadLineAsync();
        foreach (var call in new[] { EmulatorCall.Submit, EmulatorCall.Status, EmulatorCall.Result })
        {
            emulator.Faults.AddAtRate(call, EmulatorFault.Reset(FaultPhase.BeforeResponse), Lost);
        }

        var warm = emulator.Bills;
        await process.StandardInput.WriteLineAsync("go");
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The process that ran {service} jobs with the client \"{client}\" wrote no report.");
        var jobs = JsonSerializer.Deserialize<Jobs>(line, JsonSerializerOptions.Web)!;
        await process.WaitForExitAsync();
        var charged = emulator.Bills - warm;
        var lost = emulator.BilledRequestIds.Skip((int)warm).Except(jobs.Ids).Count();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {service} | {client} | {jobs.Results} | {charged} | {lost} | {jobs.Seconds:F1} | {jobs.CpuMs / Count:F1} "
            + $"| {jobs.Bytes / Count / 1024:F0} |"));
        return charged == Count && lost == 0;
    }
}

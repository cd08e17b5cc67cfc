using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using SchemaSdk.Benchmarks.Json.Cases;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures all calls in a separate process, and prints the cost of each.</summary>
internal static class JsonProcess
{
    internal const string Command = "json-process";

    private static readonly Type[] Benchmarks =
    [
        typeof(InputWriting), typeof(ResultReading), typeof(ResultReadingWithOthers),
        typeof(KlingInputs), typeof(Segments20), typeof(Items1000), typeof(Unions), typeof(Choices), typeof(WideInputs),
    ];

    /// <param name="rounds">The number of measured rounds for each call.</param>
    internal static void Write(int rounds)
    {
        // This unmeasured run gives .NET time to compile the hot methods again with optimizations.
        Run(warmUps: 25, rounds: 1);
        var reports = Run(warmUps: 5, rounds).SelectMany(summary => summary.Reports);
        Console.WriteLine(JsonSerializer.Serialize(reports.ToDictionary(NameOf, CostOf)));
    }

    internal static Dictionary<string, CallCost> Parse(string line) => JsonSerializer.Deserialize<Dictionary<string, CallCost>>(line)!;

    /// <summary>Returns the name under which a process prints the cost of a call, such as <c>InputWriting.Plain</c>.</summary>
    internal static string NameOf(Type benchmarks, string method) => $"{benchmarks.Name}.{method}";

    private static string NameOf(BenchmarkReport report) =>
        NameOf(report.BenchmarkCase.Descriptor.Type, report.BenchmarkCase.Descriptor.WorkloadMethod.Name);

    // Takes the fastest round, because other programs slow most rounds down on a busy machine.
    private static CallCost CostOf(BenchmarkReport report) => new(
        report.ResultStatistics!.Min, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);

    // A forced garbage collection would take as long as a round. The fastest round, which counts, has no collection anyway.
    private static Summary[] Run(int warmUps, int rounds) => BenchmarkRunner.Run(
        Benchmarks,
        ManualConfig.CreateEmpty()
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithIterationTime(TimeInterval.FromMilliseconds(4))
                .WithGcForce(false)
                .WithWarmupCount(warmUps)
                .WithIterationCount(rounds))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithArtifactsPath(AppContext.BaseDirectory)
            .WithOptions(ConfigOptions.DisableLogFile));
}

using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures the generated JSON code beside System.Text.Json's source generator in the same run.</summary>
internal static class JsonReport
{
    /// <returns>Zero: all limits are kept.</returns>
    internal static int Write(TextWriter output)
    {
        var (writing, reading, others) = (Run<InputWriting>(), Run<ResultReading>(), Run<ResultReadingWithOthers>());
        output.WriteLine("| | source generator, ns | B | ours, ns | B | time | limit | bytes | limit |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var kept = Row(output, "write an input", writing, nameof(InputWriting.Typed), 0.75, 0)
            & Row(output, "through its JsonConverter", writing, nameof(InputWriting.Converted), 0.80, 0)
            & Row(output, "check it, beside writing it", writing, nameof(InputWriting.IsValid), 1.1, 0)
            & Row(output, "read a result", reading, nameof(ResultReading.Typed), 0.45, 0.50)
            & Row(output, "with unknown members", others, nameof(ResultReadingWithOthers.Typed), 0.40, 0.50);
        return kept ? 0 : 1;
    }

    private static Summary Run<TBenchmarks>() => BenchmarkRunner.Run<TBenchmarks>(
        ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile));

    private static bool Row(TextWriter output, string name, Summary summary, string benchmark, double timeLimit, double byteLimit)
    {
        var (reference, ours) = (CostOf(summary, "Plain"), CostOf(summary, benchmark));
        var time = ours.Time / reference.Time;
        var bytes = ours.Bytes == 0 ? 0 : (double)ours.Bytes / reference.Bytes;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {reference.Time:F0} | {reference.Bytes} | {ours.Time:F0} | {ours.Bytes} | {time:F2} | {timeLimit:F2} | {bytes:F2} "
            + $"| {byteLimit:F2} |"));
        return time <= timeLimit && bytes <= byteLimit;
    }

    private static (double Time, long Bytes) CostOf(Summary summary, string benchmark)
    {
        var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == benchmark);
        return (report.ResultStatistics!.Median, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}

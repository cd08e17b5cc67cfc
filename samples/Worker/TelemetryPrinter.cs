using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Worker;

/// <summary>OpenTelemetry with exporters that print a line for each span and, at the end, for each measurement.</summary>
/// <remarks>A real program exports to a collector: the two names are all that it needs to know of the client.</remarks>
internal sealed class TelemetryPrinter : IDisposable
{
    private const string Name = "SchemaSdk";

    private readonly TracerProvider _tracing = Sdk.CreateTracerProviderBuilder()
        .AddSource(Name)
        .AddProcessor(new SimpleActivityExportProcessor(new SpanPrinter()))
        .Build();

    private readonly MeterProvider _metrics = Sdk.CreateMeterProviderBuilder()
        .AddMeter(Name)
        .AddReader(new PeriodicExportingMetricReader(new MetricPrinter()))
        .Build();

    public void Dispose()
    {
        _tracing.Dispose();
        _metrics.Dispose();
    }

    private sealed class SpanPrinter : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                var (request, error) = (span.GetTagItem("gen_ai.response.id"), span.GetTagItem("error.type"));
                Console.WriteLine(FormattableString.Invariant(
                    $"span      {span.DisplayName} {span.Duration.TotalSeconds:0.000} s {request} {error}"));
            }

            return ExportResult.Success;
        }
    }

    private sealed class MetricPrinter : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    Console.WriteLine(FormattableString.Invariant(
                        $"measured  {metric.Name} {ValueOf(metric, point):0.000} {metric.Unit} {CallOf(point)}"));
                }
            }

            return ExportResult.Success;
        }

        private static object? CallOf(in MetricPoint point)
        {
            foreach (var (name, value) in point.Tags)
            {
                if (name == "schemasdk.call")
                {
                    return value;
                }
            }

            return null;
        }

        private static double ValueOf(Metric metric, in MetricPoint point) => metric.MetricType switch
        {
            MetricType.Histogram => point.GetHistogramSum() / point.GetHistogramCount(),
            MetricType.LongSum => point.GetSumLong(),
            _ => point.GetSumDouble(),
        };
    }
}

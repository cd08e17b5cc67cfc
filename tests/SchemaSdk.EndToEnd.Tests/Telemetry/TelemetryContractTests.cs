using System.Text.RegularExpressions;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>
/// The pages spans.md, measurements.md and log-messages.md of docs/reference list all telemetry: a run against the emulator meets each of
/// their rows, and nothing else.
/// </summary>
public sealed partial class TelemetryContractTests(TelemetryRuns runs) : IClassFixture<TelemetryRuns>
{
    [Fact]
    public void Every_span_is_in_the_table_with_its_kind_and_its_attributes()
    {
        var told = runs.Told.Spans
            .GroupBy(span => (Name: ModelId().Replace(span.DisplayName, "{model}"), Kind: span.Kind.ToString()))
            .Select(spans => Row(spans.Key.Name, spans.Key.Kind, spans.SelectMany(span => span.TagObjects.Select(tag => tag.Key))));

        Assert.Equal(TelemetryPage.Spans.Select(row => Row(NameOf(row), row[1], TelemetryPage.Names(row[2]))).Order(), told.Order());
    }

    [Fact]
    public void Every_instrument_is_in_the_table_with_its_type_and_unit()
    {
        var told = runs.Told.Instruments.Values.Select(
            instrument => Row(instrument.Name, TypeOf(instrument.GetType()), [instrument.Unit ?? ""]));

        Assert.Equal(
            TelemetryPage.Measurements
                .Select(row => Row(NameOf(row), TelemetryPage.Names(row[1]).Single(), TelemetryPage.Names(row[2]))).Order(),
            told.Order());
    }

    [Fact]
    public void Every_instrument_measures_with_the_attributes_of_the_table()
    {
        var told = runs.Told.Measured.Select(measured => Row(measured.Key, "", measured.Value.Keys));

        Assert.Equal(TelemetryPage.Measurements.Select(row => Row(NameOf(row), "", TelemetryPage.Names(row[3]))).Order(), told.Order());
    }

    [Fact]
    public void Every_log_message_is_in_the_table_with_its_id_its_level_and_its_text()
    {
        var told = runs.Told.Messages.Keys.Select(message => $"{message.Id} {message.Name} {message.Level} {message.Text}");

        Assert.Equal(
            TelemetryPage.Messages.Select(row => $"{row[0]} {TelemetryPage.Names(row[1]).Single()} {row[2]} {row[3]}").Order(),
            told.Order());
        Assert.Equal(["SchemaSdk.ModelClient"], runs.Told.Categories.Keys);
    }

    [Fact]
    public void Every_request_is_linked_to_its_job()
    {
        var requests = runs.Told.Spans.Where(span => span.Links.Any()).ToList();
        var jobs = runs.Told.Spans.Except(requests).Select(job => job.SpanId).ToList();

        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.Contains(Assert.Single(request.Links).Context.SpanId, jobs));
    }

    private static string NameOf(string[] row) => TelemetryPage.Names(row[0]).Single();

    private static string Row(string name, string kind, IEnumerable<string> attributes) =>
        $"{name} | {kind} | {string.Join(' ', attributes.Distinct().Order(StringComparer.Ordinal))}";

    private static string TypeOf(Type type) =>
        $"{type.Name.Split('`')[0]}<{(type.GenericTypeArguments.Single() == typeof(long) ? "long" : "double")}>";

    [GeneratedRegex("(?<= )kling/.*$")]
    private static partial Regex ModelId();
}

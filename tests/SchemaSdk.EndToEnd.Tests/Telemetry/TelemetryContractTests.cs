namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>
/// Tests that jobs at the emulator produce exactly the telemetry that spans.md, measurements.md and log-messages.md in docs/reference list.
/// </summary>
public sealed partial class TelemetryContractTests(TelemetryRuns runs) : IClassFixture<TelemetryRuns>
{
    [Fact]
    public void Every_span_is_in_the_table_with_its_kind_and_its_attributes()
    {
        var recorded = runs.Recorded.Spans
            .GroupBy(span => (Name: ModelId().Replace(span.DisplayName, "{model}"), Kind: span.Kind.ToString()))
            .Select(spans => Row(spans.Key.Name, spans.Key.Kind, spans.SelectMany(span => span.TagObjects.Select(tag => tag.Key))));

        Assert.Equal(TelemetryPage.Spans.Select(row => Row(NameOf(row), row[1], Page.CodeIn(row[2]))).Order(), recorded.Order());
    }

    [Fact]
    public void Every_instrument_is_in_the_table_with_its_type_and_unit()
    {
        // Omits the instruments of workers, because another test in this process may run a worker at the same time.
        var ofWorkers = TelemetryPage.WorkersMeasurements.Select(NameOf).ToHashSet();
        var recorded = runs.Recorded.Instruments.Values
            .Where(instrument => !ofWorkers.Contains(instrument.Name))
            .Select(instrument => Row(instrument.Name, TypeOf(instrument.GetType()), [instrument.Unit ?? ""]));

        Assert.Equal(
            TelemetryPage.Measurements
                .Select(row => Row(NameOf(row), Page.CodeIn(row[1]).Single(), Page.CodeIn(row[2]))).Order(),
            recorded.Order());
    }

    [Fact]
    public void Every_instrument_measures_with_the_attributes_of_the_table() => Assert.Equal(
        TelemetryPage.Measurements.Select(row => Row(NameOf(row), "", Page.CodeIn(row[3]))).Order(),
        runs.Recorded.Measured.Select(measured => Row(measured.Key, "", measured.Value.Keys)).Order());

    [Fact]
    public void Every_log_message_is_in_the_table_with_its_id_its_level_and_its_text()
    {
        var recorded = runs.Recorded.Messages.Keys.Select(message => $"{message.Id} {message.Name} {message.Level} {message.Text}");

        Assert.Equal(TelemetryPage.MessagesOf(TelemetryPage.Messages).Order(), recorded.Order());
        Assert.Equal(["SchemaSdk.ModelClient"], runs.Recorded.Categories.Keys);
    }

    private static string NameOf(string[] row) => Page.CodeIn(row[0]).Single();

    private static string Row(string name, string kind, IEnumerable<string> attributes) =>
        $"{name} | {kind} | {string.Join(' ', attributes.Distinct().Order(StringComparer.Ordinal))}";

    private static string TypeOf(Type type) =>
        $"{type.Name.Split('`')[0]}<{(type.GenericTypeArguments.Single() == typeof(long) ? "long" : "double")}>";

    [GeneratedRegex("(?<= )(kling|fal-ai|acme)/.*$")]
    private static partial Regex ModelId();
}

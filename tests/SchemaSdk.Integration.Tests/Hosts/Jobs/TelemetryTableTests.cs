using System.Diagnostics.Metrics;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>
/// docs/reference/measurements.md and log-messages-of-hosts.md must list all telemetry of the worker, of callbacks and of broker messages.
/// </summary>
public class TelemetryTableTests
{
    [Fact]
    public async Task Every_instrument_of_the_worker_is_in_the_table_with_its_type_and_unit()
    {
        var told = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "SchemaSdk" && instrument.Name.StartsWith("schemasdk.jobs.", StringComparison.Ordinal))
                {
                    told.Add($"{instrument.Name} {TypeOf(instrument.GetType())} {instrument.Unit}");
                }
            },
        };
        await using var shop = new Shop();
        using var host = shop.Build();
        host.Jobs();
        listener.Start();

        var rows = TelemetryPage.WorkersMeasurements.Select(row => string.Join(' ', row[..3].SelectMany(Page.CodeIn)));

        Assert.Equal(rows.Order(), told.Order());
    }

    // With separate instruments, OpenTelemetry would report only the value of the newest worker.
    [Fact]
    public async Task Two_workers_in_one_process_share_their_instruments_and_report_the_largest_value()
    {
        var (unknown, ended, most) = (0, 0, 0L);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "SchemaSdk", Name: "schemasdk.jobs.unknown" })
                {
                    unknown++;
                    listener.EnableMeasurementEvents(instrument);
                }
            },
            MeasurementsCompleted = (_, _) => ended++,
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => most = value);
        listener.Start();
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using var first = await shop.StartAsync();
        await first.EnqueueAsync("order-1");
        using (await shop.StartAsync(ledger: new UnreliableLedger()))
        {
            await UntilMeasuredAsync();
        }

        await UntilMeasuredAsync();

        Assert.Equal((1, 0), (unknown, ended));

        Task UntilMeasuredAsync() => Soon.Until(() =>
        {
            most = 0;
            listener.RecordObservableInstruments();
            return most > 0;
        });
    }

    [Theory]
    [InlineData(typeof(ModelJobsOptions), "SchemaSdk.Durable.Workers.WorkerLog")]
    [InlineData(typeof(ModelCallbackOptions), "SchemaSdk.AspNetCore.CallbackLog")]
    [InlineData(typeof(ModelMessageOptions), "SchemaSdk.MassTransit.Messages.MessageLog")]
    public void Every_message_to_a_log_is_in_its_table_with_its_level_and_text(Type options, string log)
    {
        var table = options == typeof(ModelJobsOptions) ? TelemetryPage.WorkersMessages
            : options == typeof(ModelCallbackOptions) ? TelemetryPage.CallbacksMessages
            : TelemetryPage.BrokersMessages;

        Assert.Equal(
            TelemetryPage.MessagesOf(table).Order(), TelemetryPage.MessagesOf(options.Assembly.GetType(log)!).Order());
    }

    private static string TypeOf(Type type) =>
        $"{type.Name.Split('`')[0]}<{(type.GenericTypeArguments.Single() == typeof(long) ? "long" : "double")}>";
}

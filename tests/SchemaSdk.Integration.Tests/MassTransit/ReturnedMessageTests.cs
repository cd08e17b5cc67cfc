using System.Collections.Concurrent;
using MassTransit;
using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>Tests that a message returns to its queue before the broker's time limit if the ledger does not answer.</summary>
public sealed class ReturnedMessageTests
{
    private static readonly ModelLedgerException Away = new("The ledger is away.");

    private readonly HeldTime _time = new(TimeSpan.FromMinutes(10));
    private readonly UnreliableLedger _ledger;
    private int _received;

    public ReturnedMessageTests() => _ledger = new(new() { TimeProvider = _time });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_message_returns_to_its_queue_before_the_time_limit_of_the_broker(bool isHung) =>
        AssertGivenBackAsync(MessageHost.InMemory(Note), isHung);

    [FactWith(Server.RabbitMq)]
    [Trait("Size", "Full")]
    public async Task A_message_returns_to_its_RabbitMQ_queue()
    {
        await using var broker = await PrivateBroker.StartAsync();
        await AssertGivenBackAsync(bus => bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(broker.Address);
            Note(rabbit);
            rabbit.ConfigureEndpoints(context);
        }));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, true)] // the sender's clock is ahead
    public async Task A_returned_message_does_not_submit_a_job_that_was_refused_after_the_message_was_sent(int minutes, bool isFlagged)
    {
        // The broker marks only the second delivery as redelivered, because the copies that went back to the queue are new messages.
        var (sent, deliveries) = (DateTime.UtcNow.AddMinutes(minutes), 0);
        await using var app = await OpenAsync(Redelivered.Register(
            () => Interlocked.Increment(ref deliveries) <= 2 ? sent : DateTime.UtcNow,
            () => isFlagged && Volatile.Read(ref deliveries) == 1));
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));
        await app.AskAsync("order-1");
        await app.Heard.UntilAsync<ModelRefused>();

        _time.EndPauses();
        _ledger.Away = Away;
        await app.AskAsync("order-1");
        await UntilGivenBackAsync(() => Volatile.Read(ref deliveries), from: 2, times: 2);
        _ledger.Away = null;
        await app.Heard.UntilAsync<ModelRefused>(2);

        Assert.Equal((1, 0), (app.Service.RequestsOf(EmulatorCall.Submit), app.Service.Bills));
    }

    [Fact]
    public async Task A_returned_message_keeps_its_expiration_its_addresses_and_its_ids()
    {
        var received = new ConcurrentQueue<ConsumeContext>();
        await using var app = await OpenAsync(MessageHost.InMemory(broker => broker.UseExecute(context =>
        {
            if (context.TryGetMessage<RunModel>(out var message))
            {
                received.Enqueue(message);
            }
        })));
        _ledger.Away = Away;
        await app.AskAsync("order-1", send: message =>
        {
            message.TimeToLive = TimeSpan.FromHours(1);
            (message.FaultAddress, message.ResponseAddress) = (new("loopback://localhost/faults"), new("loopback://localhost/answers"));
            (message.CorrelationId, message.RequestId) = (Guid.NewGuid(), Guid.NewGuid());
        });

        await UntilGivenBackAsync(() => received.Count, from: 1, times: 1);
        _ledger.Away = null;
        await app.UntilDeliveredAsync("order-1");

        var (first, second) = (received.First(), received.ElementAt(1));
        Assert.Equal((first.FaultAddress, first.ResponseAddress), (second.FaultAddress, second.ResponseAddress));
        Assert.Equal(
            (first.CorrelationId, first.ConversationId, first.RequestId), (second.CorrelationId, second.ConversationId, second.RequestId));
        Assert.InRange(second.ExpirationTime!.Value, first.ExpirationTime!.Value.AddMinutes(-5), first.ExpirationTime.Value.AddMinutes(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_expires_while_the_ledger_does_not_answer_is_dropped_and_its_job_is_not_submitted(bool isHung)
    {
        var log = new HeardLog("SchemaSdk.MassTransit");
        await using var app = await OpenAsync(Sending(log, static _ => Task.CompletedTask));
        (_ledger.Away, _ledger.IsHung) = (isHung ? null : Away, isHung);
        await app.AskAsync("order-1", send: static message => message.TimeToLive = TimeSpan.FromSeconds(1));

        await Soon.Until(() => log.Messages.Any(static message => message.Id == 6));
        (_ledger.Away, _ledger.IsHung) = (null, false);
        await app.AskAsync("order-2");
        await app.UntilDeliveredAsync("order-2");

        Assert.Equal((null, 1), (await app.Jobs.FindAsync("order-1"), app.Service.Bills));
        Assert.Empty(app.Heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task A_message_whose_answer_is_not_confirmed_in_time_is_a_fault()
    {
        await using var app = await OpenAsync(MessageHost.InMemory(broker =>
            broker.ConfigurePublish(pipe => pipe.UseExecuteAsync(published => published is PublishContext<ModelRefused>
                ? Task.Delay(Timeout.Infinite, published.CancellationToken)
                : Task.CompletedTask))));

        await app.AskAsync("order-1", """{"prompt":7}""");
        var fault = Assert.Single(await app.Heard.UntilAsync<Fault<RunModel>>());

        Assert.StartsWith("The broker did not confirm", fault.Exceptions.Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_message_is_returned_at_most_once_and_is_no_fault_if_its_return_is_not_confirmed_or_its_ledger_is_disposed(
        bool isGone, int returns)
    {
        var log = new HeardLog(heard: "");
        var (sends, heard) = (0, (Heard?)null);
        await using (var app = await OpenAsync(Sending(log, _ =>
        {
            Interlocked.Increment(ref sends);
            return isGone ? throw new InvalidOperationException("The bus stops.") : Task.Delay(Timeout.Infinite);
        })))
        {
            heard = app.Heard;
            (_ledger.Away, _ledger.IsGone) = (Away, isGone);
            await app.AskAsync("order-1");
            await Soon.Until(() => !_ledger.AskedKeys.IsEmpty);
            if (!isGone)
            {
                _time.EndPauses();
                await Soon.Until(() => log.Messages.Any(message => message.Text.Contains("did not confirm that the message")));
            }

            _ledger.Away = null;
            await app.AskAsync("order-2");
            await app.UntilDeliveredAsync("order-2");
        }

        Assert.Equal(returns, sends);
        Assert.Empty(heard.All<Fault<RunModel>>());
    }

    [Fact]
    public async Task Disposal_does_not_wait_for_the_message()
    {
        await using var app = await OpenAsync(MessageHost.InMemory());
        (_ledger.Away, _ledger.IsGone) = (Away, true);
        await app.AskAsync("order-1");
        await Soon.Until(() => !_ledger.AskedKeys.IsEmpty);

        await app.AbandonAsync().Soonish();

        Assert.Empty(app.Heard.All<Fault<RunModel>>());
    }

    private static Action<IBusRegistrationConfigurator> Sending(HeardLog log, Func<SendContext, Task> sends) => bus =>
    {
        bus.AddLogging(logging => logging.AddProvider(log));
        // MassTransit can crash the process if a message completes just when this timeout elapses.
        bus.Configure<MassTransitHostOptions>(options => options.ConsumerStopTimeout = TimeSpan.FromSeconds(1));
        MessageHost.InMemory(broker => broker.ConfigureSend(
            pipe => pipe.UseExecuteAsync(sent => sent is SendContext<RunModel> ? sends(sent) : Task.CompletedTask)))(bus);
    };

    private async Task AssertGivenBackAsync(Action<IBusRegistrationConfigurator> bus, bool isHung = false)
    {
        await using var app = await OpenAsync(bus);
        (_ledger.Away, _ledger.IsHung) = (isHung ? null : Away, isHung);

        await app.AskAsync("order-1");
        await Soon.Until(() => _ledger.AskedKeys.Count > (isHung ? 0 : 2));
        Assert.Equal(1, Volatile.Read(ref _received));   // the message is held, and does not circulate
        await UntilGivenBackAsync(() => Volatile.Read(ref _received), from: 1, times: 2);
        Assert.Equal(0, app.Service.RequestsOf(EmulatorCall.Submit));
        await Soon.Until(() => _ledger.AskedKeys.Count > 2);
        (_ledger.Away, _ledger.IsHung) = (null, false);
        if (isHung)
        {
            // The lookup that began earlier is still hanging, so the message returns to its queue once more.
            await UntilGivenBackAsync(() => Volatile.Read(ref _received), from: 3, times: 1);
        }

        await app.UntilDeliveredAsync("order-1");

        Assert.Empty(app.Heard.All<Fault<RunModel>>());
        Assert.Equal(1, app.Service.Bills);
    }

    private async Task UntilGivenBackAsync(Func<int> received, int from, int times)
    {
        for (var count = from; count < from + times; count++)
        {
            await Soon.Until(() => received() >= count && _time.Pauses > 0);
            _time.EndPauses();
        }

        await Soon.Until(() => received() >= from + times);
    }

    private void Note(IBusFactoryConfigurator broker) =>
        broker.UseExecute(context => _ = context.TryGetMessage<RunModel>(out _) ? Interlocked.Increment(ref _received) : 0);

    private Task<MessageHost> OpenAsync(Action<IBusRegistrationConfigurator> bus) => MessageHost.OpenAsync(
        bus,
        _ledger,
        options => options.PublishTimeout = TimeSpan.FromSeconds(1));
}

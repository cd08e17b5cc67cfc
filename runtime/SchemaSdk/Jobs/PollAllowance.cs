using SchemaSdk.Polling;

namespace SchemaSdk.Jobs;

/// <summary>What the polls of a client may take of its requests.</summary>
internal sealed class PollAllowance(ClientContext context) : IPollAllowance
{
    public void WhenPlaced(Action placed) => context.InFlight.PollCalled = placed;

    public bool TryEnter() => context.InFlight.TryEnterPoll();

    public bool MayGoOn() => context.InFlight.MayPollOn();

    public void Return() => context.InFlight.Return(isPoll: true);

    public TimeSpan TryTake() => context.Budget.TryTake();

    public void Spend() => context.Budget.Spend();

    public void SpendSpare() => context.Budget.SpendSpare();

    public void CancelAside(CancellationTokenSource source) => context.CancelAside(source);
}

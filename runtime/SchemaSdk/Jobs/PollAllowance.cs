using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>The share of a client's requests that its polls may take.</summary>
internal sealed class PollAllowance(ServiceLine line, RequestBudget reads) : IPollAllowance
{
    public void WhenPlaced(Action placed) => line.InFlight.PollCalled = placed;

    public bool TryEnter() => line.InFlight.TryEnterPoll();

    public bool MayGoOn() => line.InFlight.MayPollOn();

    public void Return() => line.InFlight.Return(isPoll: true);

    public TimeSpan TryTake() => reads.TryTake();

    public void Spend() => reads.Spend();

    public void SpendSpare() => reads.SpendSpare();

    public void CancelAside(CancellationTokenSource source) => line.Stop.CancelAside(source);
}

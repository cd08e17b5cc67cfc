using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

/// <summary>Somebody who is only put somewhere and never waits.</summary>
internal sealed class IdleWaiter(PolledJob job, bool wantsChanges) : PollWaiter(last: null, wantsChanges)
{
    protected override PolledJob Job => job;

    protected override PollScheduler Scheduler => throw new InvalidOperationException("It waited.");
}

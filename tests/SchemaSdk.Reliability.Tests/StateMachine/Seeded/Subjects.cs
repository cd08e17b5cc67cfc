using SchemaSdk.Reliability.Tests.StateMachine.Play;
using SchemaSdk.Reliability.Tests.StateMachine.Rules;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Clients with one bug each, and the rule that each bug breaks.</summary>
internal static class Subjects
{
    public static IReadOnlyDictionary<string, (Subject Subject, Rule Breaks)> Faulty { get; } = new Dictionary<string, (Subject, Rule)>
    {
        ["resend after a reset"] = (new CalledBy(static (_, _) => new ResendingCaller()), Rule.PostedOnce),
        ["id dropped on time-out"] = (new CalledBy(static (_, _) => new IdDroppingCaller()), Rule.IdsKept),
        ["completed taken as success"] = (new Over(static (transport, _) => new CompletedIsSuccess(transport)), Rule.EndIsTrue),
        ["refusal that holds up all jobs"] = (new Over(static (transport, time) => new HeldUpByAll(transport, time)), Rule.OthersGoOn),
        ["delay that ignores the token"] = (HandPolling(LoopFault.DeafDelay), Rule.StopIsObeyed),
        ["unknown status looping"] = (HandPolling(LoopFault.OddLoops), Rule.EndsInTime),
    };

    public static Subject HandPolling(LoopFault fault) => new CalledBy((time, disposed) => new HandPollingCaller(fault, time, disposed));

    private sealed class CalledBy(Func<TimeProvider, CancellationToken, Caller> caller) : Subject
    {
        public override Caller CallerOf(TimeProvider time, CancellationToken disposed) => caller(time, disposed);
    }

    private sealed class Over(Func<HttpMessageHandler, TimeProvider, HttpMessageHandler> wrap) : Subject
    {
        public override HttpMessageHandler Wrap(HttpMessageHandler transport, TimeProvider time) => wrap(transport, time);
    }
}

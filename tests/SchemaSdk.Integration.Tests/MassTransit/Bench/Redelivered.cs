using System.Reflection;
using MassTransit;

namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

/// <summary>Replaces the redelivered flag and the send time of each message with values that a test chooses.</summary>
internal sealed class Redelivered(Redelivered.Order order) : IFilter<ConsumeContext<RunModel>>
{
    public static Action<IBusRegistrationConfigurator> Register(Func<DateTime?> sent, Func<bool>? isFlagged = null) => bus =>
    {
        bus.AddSingleton(new Order(sent, isFlagged ?? (static () => true)));
        bus.UsingInMemory((context, broker) =>
        {
            broker.UseConsumeFilter<Redelivered>(context);
            broker.ConfigureEndpoints(context);
        });
    };

    public Task Send(ConsumeContext<RunModel> context, IPipe<ConsumeContext<RunModel>> next)
    {
        var received = Changed.Of(context.ReceiveContext, ("get_Redelivered", order.IsFlagged()));
        return next.Send(Changed.Of(context, ("get_ReceiveContext", received), ("get_SentTime", order.Sent())));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("redelivered");

    internal sealed record Order(Func<DateTime?> Sent, Func<bool> IsFlagged);

    /// <summary>A proxy that returns given values for some members of an object, and forwards all other calls to the object.</summary>
    internal class Changed : DispatchProxy
    {
        private object? _behind;
        private (string Name, object? Value)[] _answers = [];

        public static T Of<T>(T behind, params (string Name, object? Value)[] answers)
            where T : class
        {
            var made = Create<T, Changed>();
            ((Changed)(object)made)._behind = behind;
            ((Changed)(object)made)._answers = answers;
            return made;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var at = Array.FindIndex(_answers, answer => answer.Name == targetMethod!.Name);
            return at >= 0 ? _answers[at].Value : targetMethod!.Invoke(_behind, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}

using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>
/// One step of a scenario. It refers by number to the call, job or request that it acts on, so the scenario stays valid when other steps
/// are removed. If that object does not exist, the step does nothing.
/// </summary>
internal abstract record Command
{
    public const int Newest = -1;

    public abstract void Run(World world);

    public virtual IEnumerable<Command> Simpler() => [];

    protected static T? Pick<T>(IReadOnlyList<T> all, int which)
        where T : class => all.Count == 0 ? null : which == Newest ? all[^1] : all[which % all.Count];
}

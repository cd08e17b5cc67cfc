using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>
/// One step of a scenario. It refers to its object by number, so a scenario stays valid when other steps are removed. A step does nothing
/// if its object does not exist.
/// </summary>
internal abstract record Command
{
    public const int Newest = -1;

    public abstract void Run(World world);

    public virtual IEnumerable<Command> Simpler() => [];

    protected static T? Pick<T>(IReadOnlyList<T> all, int which)
        where T : class => all.Count == 0 ? null : which == Newest ? all[^1] : all[which % all.Count];
}

using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>
/// One step of a scenario. It finds its object by a number, so that a scenario stays valid without some of its steps, and does nothing if
/// there is no object.
/// </summary>
internal abstract record Command
{
    public const int Newest = -1;

    public abstract void Run(World world);

    public virtual IEnumerable<Command> Simpler() => [];

    protected static T? Pick<T>(IReadOnlyList<T> all, int which)
        where T : class => all.Count == 0 ? null : which == Newest ? all[^1] : all[which % all.Count];
}

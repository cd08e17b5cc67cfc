using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Commands;

/// <summary>
/// One step of a scenario. It finds what it is about by a number, whatever there is, so that a scenario stays one when steps are left
/// out; where there is nothing, it does nothing.
/// </summary>
internal abstract record Command
{
    /// <summary>The number of the last of them all.</summary>
    public const int Newest = -1;

    public abstract void Run(World world);

    /// <summary>Steps that do less, for a smaller counterexample.</summary>
    public virtual IEnumerable<Command> Simpler() => [];

    protected static T? Pick<T>(IReadOnlyList<T> all, int which)
        where T : class => all.Count == 0 ? null : which == Newest ? all[^1] : all[which % all.Count];
}

using System.Diagnostics;

namespace SchemaSdk.Telemetry;

/// <summary>
/// Tells listeners, which are code of the application: one that throws must not lose the id of a job that is paid for, nor turn an
/// accepted submit into an exception after which it would be sent again.
/// </summary>
internal static class Quietly
{
    /// <summary>Makes a span current, or none: the same assignment notifies those who listen to that.</summary>
    internal static void MakeCurrent(Activity? span)
    {
        try
        {
            Activity.Current = span;
        }
        catch (Exception)
        {
            // As below. It is current all the same: they are told when it is.
        }
    }

    internal static void Tell<TState>(TState state, Action<TState> tell)
    {
        try
        {
            tell(state);
        }
        catch (Exception)
        {
            // There is nobody to tell: the listener is what failed.
        }
    }
}

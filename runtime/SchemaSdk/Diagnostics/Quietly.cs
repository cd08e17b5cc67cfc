namespace SchemaSdk.Diagnostics;

/// <summary>
/// Calls the application's listeners, clocks and profiles, and swallows their exceptions. Such an exception must not lose the request id of
/// a charged job. Nor must it reach the caller of an accepted submit, who might then submit again.
/// </summary>
internal static class Quietly
{
    /// <summary>Makes a span the current one; with null, no span is current. The change calls the application's listeners.</summary>
    // The span is current even if a listener throws, because listeners are called after the change.
    internal static void MakeCurrent(Activity? span) => Tell(static span => Activity.Current = span, span);

    internal static void Stop(Activity? span) => Tell(static span => span?.Stop(), span);

    /// <summary>Calls a function that may run the application's code, and returns its result; null if it throws.</summary>
    internal static T? Make<T>(Func<T?> make) where T : class
    {
        try
        {
            return make();
        }
        catch (Exception)
        {
            return null;
        }
    }

    internal static bool Tell<T>(Action<T> tell, T what)
    {
        try
        {
            tell(what);
            return true;
        }
        catch (Exception)
        {
            // The failure of a listener cannot be reported, because the listener itself failed.
            return false;
        }
    }
}

namespace SchemaSdk.Testing;

/// <summary>A test that Windows has no means for; skipped there with the reason.</summary>
public sealed class FactOutsideWindowsAttribute : FactAttribute
{
    /// <param name="reason">What is missing on Windows.</param>
    public FactOutsideWindowsAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? reason : null;
}

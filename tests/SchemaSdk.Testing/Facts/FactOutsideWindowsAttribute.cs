namespace SchemaSdk.Testing;

/// <summary>A test that cannot run on Windows and is skipped there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOutsideWindowsAttribute : FactAttribute
{
    public FactOutsideWindowsAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? reason : null;
}

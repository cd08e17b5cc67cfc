namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A theory that is skipped on Windows.</summary>
internal sealed class TheoryOutsideWindowsAttribute : TheoryAttribute
{
    public TheoryOutsideWindowsAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? reason : null;
}

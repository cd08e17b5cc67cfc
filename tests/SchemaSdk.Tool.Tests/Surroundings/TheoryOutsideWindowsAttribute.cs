namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Tests that Windows has no means for; skipped there with the reason.</summary>
internal sealed class TheoryOutsideWindowsAttribute : TheoryAttribute
{
    /// <param name="reason">The thing that is missing on Windows.</param>
    public TheoryOutsideWindowsAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? reason : null;
}

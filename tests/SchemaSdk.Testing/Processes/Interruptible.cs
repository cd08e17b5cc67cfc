namespace SchemaSdk.Testing;

/// <summary>A call of <c>dotnet</c> that Ctrl-C can end, even though processes that a shell runs in the background ignore Ctrl-C.</summary>
public static class Interruptible
{
    public static (string Program, string[] Arguments) Dotnet(params string[] arguments) => OperatingSystem.IsLinux()
        ? ("env", ["--default-signal=INT", "dotnet", .. arguments])
        : ("dotnet", arguments);
}

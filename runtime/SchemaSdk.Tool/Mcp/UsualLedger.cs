namespace SchemaSdk.Tool.Mcp;

/// <summary>
/// The default ledger of agents' jobs. Its path does not depend on the current folder, because agents may start the command in any folder.
/// </summary>
internal static class UsualLedger
{
    internal const string Words = "schemasdk/mcp.db in your application data folder";

    internal static string Path { get; } = System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "schemasdk",
        "mcp.db");
}

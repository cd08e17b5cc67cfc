namespace SchemaSdk.Tool.Mcp;

/// <summary>The ledger of agents' jobs if none is given. Agents start the command in folders of their own.</summary>
internal static class UsualLedger
{
    internal const string Words = "schemasdk/mcp.db in your folder for application data";

    internal static string Path { get; } = System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "schemasdk",
        "mcp.db");
}

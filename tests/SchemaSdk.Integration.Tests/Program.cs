using SchemaSdk.Integration.Tests.PostgreSql.Reading;
using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests;

/// <summary>The entry point of the separate processes that tests start from this assembly.</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        if (args.Length == 0)
        {
            await LocalClockTests.WriteTimesAsync();
            return;
        }

        await OtherProgram.ServeAsync(args[0], args[1]);
    }
}

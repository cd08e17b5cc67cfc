using SchemaSdk.Integration.Tests.PostgreSql.Reading;
using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests;

/// <summary>The other processes that tests start from this assembly.</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        if (args.Length == 0)
        {
            await LocalClock.WriteTimesAsync();
            return;
        }

        OtherProcess.Run(args);
    }
}

using SchemaSdk.Integration.Tests.PostgreSql.Reading;
using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests;

/// <summary>Runs this assembly as one of the other processes that tests start.</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        if (args.Length == 0)
        {
            await LocalClock.WriteTimesAsync();
            return;
        }

        await OtherProgram.ServeAsync(args[0], args[1]);
    }
}

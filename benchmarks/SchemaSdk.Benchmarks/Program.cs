using SchemaSdk.Benchmarks.Polls;

switch (args)
{
    case ["polls"]:
        PollReport.Write(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/SchemaSdk.Benchmarks -- polls");
        return 2;
}

using Watched;

// The program must end even if the test fails to stop it.
for (var line = 0; line < 9000; line++)
{
    Console.WriteLine($"{Sentence.Say()} in process {Environment.ProcessId}");
    await Task.Delay(100);
}
